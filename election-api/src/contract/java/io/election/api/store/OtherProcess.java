package io.election.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Opens a store in a process of its own and keeps it open until that process is killed. */
final class OtherProcess implements AutoCloseable {

  static final String SAVED = "saved";

  private final Process process;
  private final BufferedReader output;

  private OtherProcess(Process process) {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts a process that opens the store, saves the term and says so, or says why it cannot. */
  static OtherProcess openAndSave(
      Class<? extends ElectionStoreFactory> factory, StoreLocation location, long term)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OtherProcess.class.getName());
    command.addAll(
        List.of(
            factory.getName(),
            location.clusterId(),
            String.valueOf(location.nodeId()),
            location.directory().toString(),
            String.valueOf(term)));
    return new OtherProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line it prints; null when it has ended. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** Kills it, as {@code kill -9} does, and waits until it is gone. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    output.close();
  }

  /** The other process: factory class, cluster id, node id, directory, term. */
  public static void main(String[] arguments) throws Exception {
    ElectionStoreFactory factory =
        Class.forName(arguments[0])
            .asSubclass(ElectionStoreFactory.class)
            .getConstructor()
            .newInstance();
    StoreLocation location =
        new StoreLocation(arguments[1], Integer.parseInt(arguments[2]), Path.of(arguments[3]));
    try {
      ElectionStore store = factory.open(location);
      store.save(ExampleState.of(Long.parseLong(arguments[4]), location.nodeId()));
      System.out.println(SAVED);
      new CountDownLatch(1).await();
      store.close();
    } catch (StoreException e) {
      System.out.println(e.problem() + " " + e.getMessage());
    }
  }
}
