package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.api.ElectionControl;
import io.election.api.ElectionEvent;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.HandOverResult;
import io.election.fuzzing.PlainText;
import io.election.transport.rest.wire.UnreadableMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What people and tools send to steer an election. A body either is refused as the documentation
 * says, in one line, and nothing is wished for, or it is one object with at most {@code to} in it,
 * and exactly that is wished for.
 */
class SteeringFuzzTest {

  private static final ObjectMapper ANOTHER_READER = new ObjectMapper();
  private static final String TO_THE_BEST = "to the best";

  @FuzzTest(maxDuration = "30s")
  @DictionaryEntries({
    "{\"to\":3}",
    "{\"to\":",
    "\"to\"",
    "2147483647",
    "2147483648",
    "3.0",
    "1e1",
    "{}",
    "null"
  })
  void anyBodyIsRefusedOrIsExactlyWhatIsWishedFor(byte[] body) throws IOException {
    Wishes wishes = new Wishes();
    SteeringResource resource = new SteeringResource(wishes, wishes);
    try {
      resource.transfer("application/json", body).subscribe().with(answered -> {});
    } catch (UnreadableMessageException refused) {
      assertThat(refused.problem().status()).isIn(400, 413);
      PlainText.assertOneLine(refused.getMessage());
      assertThat(refused.getMessage()).hasSizeLessThan(300);
      assertThat(wishes.all).isEmpty();
      return;
    }
    assertThat(wishes.all).containsExactly(wishIn(body));
  }

  private static String wishIn(byte[] body) throws IOException {
    if (body.length == 0) {
      return TO_THE_BEST;
    }
    JsonNode json = ANOTHER_READER.readTree(body);
    assertThat(json.isObject()).isTrue();
    if (json.isEmpty()) {
      return TO_THE_BEST;
    }
    assertThat(json.fieldNames()).toIterable().containsExactly("to");
    assertThat(json.get("to").isInt()).isTrue();
    assertThat(json.get("to").intValue()).isPositive();
    return "to " + json.get("to").intValue();
  }

  /** Writes down what is wished for, and never answers. */
  private static final class Wishes implements ElectionControl, ElectionMonitor {

    private final List<String> all = new ArrayList<>();

    @Override
    public CompletionStage<HandOverResult> transfer(int memberId) {
      all.add("to " + memberId);
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<HandOverResult> transfer() {
      all.add(TO_THE_BEST);
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<HandOverResult> resign() {
      all.add("resign");
      return new CompletableFuture<>();
    }

    @Override
    public void pause() {
      all.add("pause");
    }

    @Override
    public void resume() {
      all.add("resume");
    }

    @Override
    public ElectionStatus status() {
      throw new AssertionError("nobody has been answered");
    }

    @Override
    public List<ElectionEvent> history() {
      return List.of();
    }
  }
}
