package io.election.cli.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.ClusterEvent;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.cli.NodeAddresses;
import io.election.cli.Palette;
import io.election.cli.Palette.Ink;
import io.election.cli.Survey;
import io.election.cli.TimeOfDay;
import io.election.cli.access.AccessOptions;
import io.election.cli.access.NodeAccess;
import io.election.cli.watch.NodeNews.Connected;
import io.election.cli.watch.NodeNews.Disconnected;
import io.election.cli.watch.NodeNews.Told;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code election watch}: tells every change as it happens, until nobody reads it any more. */
@Command(
    name = "watch",
    description = {
      "Say who leads, and then every change as it happens, one line each, until it is stopped."
          + " Listens to all nodes at once, and connects anew to one that was lost."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: one object a line, and nothing is folded: every node's own",
      "events as it tells them, with \"url\", \"nodeId\", \"event\" and \"id\" before",
      "them, and the events \"connected\" and \"disconnected\" of the connections.",
      "",
      "Exit codes: 1 the login is refused, 2 usage, 5 no node answered at the start."
    })
public final class WatchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean asJson;

  private final ClusterStory story = new ClusterStory();
  private final Palette palette = Palette.ofStandardOutput();
  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Integer call() throws InterruptedException {
    List<URI> nodes = addresses.toAsk();
    NodeAccess access = login.access();
    Survey survey = Survey.of(nodes, access);
    survey.requireAnswer();
    PrintWriter out = spec.commandLine().getOut();
    if (!asJson) {
      out.println(line(story.begin(survey.leader().or(survey::followerOfOther).orElse(null))));
    }
    BlockingQueue<NodeNews> heard = new LinkedBlockingQueue<>();
    nodes.forEach(node -> NodeListener.start(node, access, heard::add));
    try (OutputReader reader = OutputReader.find()) {
      // checkError flushes.
      while (!out.checkError() && !reader.isGone()) {
        NodeNews news = heard.poll(1, TimeUnit.SECONDS);
        if (news != null) {
          tell(news, out);
        }
      }
    }
    return ExitCode.DONE.number();
  }

  private void tell(NodeNews news, PrintWriter out) {
    if (asJson) {
      out.println(json(news));
    } else {
      story.hear(news).map(this::line).ifPresent(out::println);
    }
  }

  private String line(ClusterEvent event) {
    String time = TimeOfDay.of(Clock.systemDefaultZone());
    return palette.paint(Ink.DIM, time) + "  " + palette.paint(event);
  }

  private ObjectNode json(NodeNews news) {
    ObjectNode json = mapper.createObjectNode().put("url", news.url().toString());
    if (news instanceof Connected connected) {
      json.put("nodeId", connected.nodeId()).put("event", "connected");
    } else if (news instanceof Disconnected disconnected) {
      json.put("event", "disconnected").put("reason", disconnected.reason());
    } else if (news instanceof Told told) {
      json.put("nodeId", told.nodeId()).put("event", told.name()).put("id", told.id());
      json.setAll(told.json());
    }
    return json;
  }
}
