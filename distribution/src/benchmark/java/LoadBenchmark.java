import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks the leader of three real nodes as fast as it answers, opens connections to it that send half
 * of a request, then thousands that listen to {@code /election/events}, and shows whether the
 * election notices. Needs a JDK, a built distribution/node.jar, a limit of open files above the
 * number of watchers, and wrk on the path:
 *
 * <pre>
 * java distribution/src/benchmark/java/LoadBenchmark.java [--watchers N] [--half-open N] [--seconds S] [--hand-overs H]
 * </pre>
 */
public final class LoadBenchmark {

  private static final Path JAR = Path.of("distribution", "node.jar").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Nodes nodes;
  private final int watcherCount;
  private final int halfOpenCount;
  private final int seconds;
  private final int handOvers;

  private LoadBenchmark(
      Nodes nodes, int watcherCount, int halfOpenCount, int seconds, int handOvers) {
    this.nodes = nodes;
    this.watcherCount = watcherCount;
    this.halfOpenCount = halfOpenCount;
    this.seconds = seconds;
    this.handOvers = handOvers;
  }

  public static void main(String... arguments) throws Exception {
    int watchers = 10_000;
    int halfOpen = 3_000;
    int seconds = 60;
    int handOvers = 20;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      int value = Integer.parseInt(arguments[i + 1]);
      switch (arguments[i]) {
        case "--watchers" -> watchers = value;
        case "--half-open" -> halfOpen = value;
        case "--seconds" -> seconds = value;
        case "--hand-overs" -> handOvers = value;
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    if (!Files.exists(JAR)) {
      System.err.println("run it from the repository root after `mvn package`");
      System.exit(2);
    }
    try (Nodes nodes = new Nodes()) {
      new LoadBenchmark(nodes, watchers, halfOpen, seconds, handOvers).run();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    System.out.printf(
        "%d cores, Java %s, nodes with -Xmx1g%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
    int leader = nodes.awaitLeader();
    // What a young JVM still compiles is not what is asked for.
    Thread.sleep(20_000);
    System.out.println(
        "| | unplanned elections | lowest lease | longest silence of the leader | longest answer of a node | CPU of the leader | heap | resident |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    observe("nobody asks", leader, seconds);
    askAtFullSpeed(leader, "/leader");
    askAtFullSpeed(leader, "/election");
    stayHalfOpen(leader);
    observe("nobody asks any more", leader, seconds);
    try (Watchers watchers = new Watchers(nodes.port(leader), watcherCount)) {
      long begin = System.nanoTime();
      Observation connecting = new Observation(nodes, leader);
      watchers.connect();
      double milliseconds = (System.nanoTime() - begin) / 1e6;
      connecting.print("%d connect, in %.0f ms".formatted(watchers.open(), milliseconds));
      observe("%d watch".formatted(watchers.open()), leader, seconds);
      handOver(watchers, leader);
    }
  }

  private void askAtFullSpeed(int leader, String path) throws Exception {
    String url = "http://127.0.0.1:" + nodes.port(leader) + path;
    Observation observation = new Observation(nodes, leader);
    List<String> output =
        Nodes.command(
            "wrk", "--threads", "2", "--connections", "64", "--duration", seconds + "s", url);
    String speed =
        output.stream()
            .filter(line -> line.startsWith("Requests/sec:"))
            .map(line -> line.substring("Requests/sec:".length()).strip())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(String.join("\n", output)));
    observation.print(
        "wrk on `%s`: %.0f answers a second".formatted(path, Double.parseDouble(speed)));
    output.stream()
        .filter(line -> line.contains("Non-2xx") || line.contains("Socket errors"))
        .forEach(line -> System.out.println("wrk: " + line.strip()));
  }

  private void stayHalfOpen(int leader) throws Exception {
    Observation observation = new Observation(nodes, leader);
    try (HalfOpen connections = new HalfOpen(nodes.port(leader), halfOpenCount)) {
      Thread.sleep(seconds * 1_000L);
      observation.print(
          "%d send half a request and wait, %d closed by the node"
              .formatted(halfOpenCount, connections.closed()));
    }
  }

  private void observe(String what, int leader, int seconds) throws Exception {
    Observation observation = new Observation(nodes, leader);
    Thread.sleep(seconds * 1_000L);
    observation.print(what);
  }

  /** Away from the watched node and back to it: every change is told to every watcher. */
  private void handOver(Watchers watchers, int watched) throws Exception {
    List<Double> answers = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    long firstTerm = nodes.term(watched);
    long told = watchers.told();
    for (int i = 0; i < handOvers; i++) {
      int from = nodes.awaitLeader();
      int to = from == watched ? watched % 3 + 1 : watched;
      long before = watchers.told();
      long begin = System.nanoTime();
      nodes.post(from, "/election/transfer", "{\"to\":" + to + "}");
      answers.add((System.nanoTime() - begin) / 1e6);
      spreads.add(watchers.awaitSilence(before, begin) / 1e6);
    }
    long unplanned = nodes.term(nodes.awaitLeader()) - firstTerm - handOvers;
    System.out.printf(
        "%n%d hand-overs, %d elections more than that; %d events told%n",
        handOvers, unplanned, watchers.told() - told);
    System.out.println("| | min | median | max |");
    System.out.println("|---|---|---|---|");
    System.out.println("| POST /election/transfer to its answer | " + row(answers) + " |");
    System.out.println("| POST to the last event at the last watcher | " + row(spreads) + " |");
    System.out.printf("%d of %d connections are still open%n", watchers.open(), watcherCount);
  }

  private static String row(List<Double> milliseconds) {
    List<Double> sorted = milliseconds.stream().sorted().toList();
    return "%.0f ms | %.0f ms | %.0f ms"
        .formatted(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  /** Looks at all nodes 50 times a second. */
  private static final class Observation {

    private static final Pattern LEASE = Pattern.compile("\"leaseRemainingMs\":(\\d+)");

    private final Nodes nodes;
    private final int leader;
    private final Pattern silence;
    private final long firstTerm;
    private final long firstTicks;
    private final long begin = System.nanoTime();
    private final Thread thread = new Thread(this::look, "observation");
    private volatile boolean over;
    private volatile Exception failure;
    private long lowestLease = Long.MAX_VALUE;
    private long longestSilence;
    private long longestAnswerNanos;

    Observation(Nodes nodes, int leader) throws IOException {
      this.nodes = nodes;
      this.leader = leader;
      this.silence = Pattern.compile("\\{\"id\":" + leader + ",[^}]*\"lastContactMs\":(\\d+)");
      this.firstTerm = nodes.term(leader);
      this.firstTicks = nodes.cpuTicks(leader);
      thread.start();
    }

    private void look() {
      try {
        while (!over) {
          for (int node = 1; node <= 3; node++) {
            long asked = System.nanoTime();
            String status = nodes.get(node, "/election");
            longestAnswerNanos = Math.max(longestAnswerNanos, System.nanoTime() - asked);
            if (node == leader) {
              lowestLease = Math.min(lowestLease, number(LEASE, status));
            } else {
              longestSilence = Math.max(longestSilence, number(silence, status));
            }
          }
          Thread.sleep(20);
        }
      } catch (IOException | InterruptedException ended) {
        failure = ended;
      }
    }

    private static long number(Pattern pattern, String status) {
      Matcher matcher = pattern.matcher(status);
      return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    void print(String what) throws Exception {
      over = true;
      thread.join();
      if (failure != null) {
        throw new IllegalStateException("not seen to the end: " + what, failure);
      }
      long residentKiB = nodes.residentKiB(leader);
      double elapsedSeconds = (System.nanoTime() - begin) / 1e9;
      double cpu = (nodes.cpuTicks(leader) - firstTicks) / elapsedSeconds;
      System.out.printf(
          "| %s | %d | %d ms | %d ms | %.0f ms | %.1f %% | %.0f MiB | %.0f MiB |%n",
          what,
          nodes.term(leader) - firstTerm,
          lowestLease,
          longestSilence,
          longestAnswerNanos / 1e6,
          cpu,
          nodes.heapKiB(leader) / 1024.0,
          residentKiB / 1024.0);
    }
  }

  /** Connections that send half of a request; in the place of one that is closed comes another. */
  private static final class HalfOpen implements AutoCloseable {

    private final int port;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "half-open");
    private volatile boolean over;
    private volatile Exception failure;
    private volatile int closed;

    HalfOpen(int port, int count) throws IOException {
      this.port = port;
      for (int i = 0; i < count; i++) {
        channels.add(connect());
      }
      thread.start();
    }

    private SocketChannel connect() throws IOException {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.write(StandardCharsets.US_ASCII.encode("GET /election HTTP/1.1\r\nHost: 127"));
      channel.configureBlocking(false);
      return channel;
    }

    int closed() {
      return closed;
    }

    private void run() {
      ByteBuffer buffer = ByteBuffer.allocate(1_024);
      try {
        while (!over) {
          for (int i = 0; i < channels.size() && !over; i++) {
            buffer.clear();
            if (isClosed(channels.get(i), buffer)) {
              closed++;
              channels.get(i).close();
              channels.set(i, connect());
            }
          }
          Thread.sleep(100);
        }
      } catch (IOException | InterruptedException ended) {
        failure = ended;
      }
    }

    private static boolean isClosed(SocketChannel channel, ByteBuffer buffer) {
      try {
        return channel.read(buffer) < 0;
      } catch (IOException reset) {
        return true;
      }
    }

    @Override
    public void close() throws Exception {
      over = true;
      thread.join();
      for (SocketChannel channel : channels) {
        channel.close();
      }
      if (failure != null) {
        throw new IllegalStateException("not half-open to the end", failure);
      }
    }
  }

  /** Connections that count what they are told, on one thread. */
  private static final class Watchers implements AutoCloseable {

    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTING_AT_ONCE = 100;

    private final int port;
    private final int count;
    private final Selector selector = Selector.open();
    private final Thread thread = new Thread(this::run, "watchers");
    private volatile int open;
    private volatile long told;
    private volatile long lastToldNanos;
    private volatile boolean over;

    /** How much of the mark of an event a connection has seen, and whether it was told anything. */
    private static final class Progress {
      private int matched;
      private boolean told;
    }

    Watchers(int port, int count) throws IOException {
      this.port = port;
      this.count = count;
    }

    /** Until each has been told the present state. */
    void connect() throws Exception {
      thread.start();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (open < count) {
        if (System.nanoTime() > deadline || !thread.isAlive()) {
          System.out.printf("only %d of %d could connect%n", open, count);
          return;
        }
        Thread.sleep(1);
      }
    }

    int open() {
      return open;
    }

    long told() {
      return told;
    }

    /** When something came after that, and then nothing for half a second: when the last came. */
    long awaitSilence(long toldBefore, long begin) throws InterruptedException {
      long deadline = begin + PATIENCE.toNanos();
      while (told == toldBefore || System.nanoTime() - lastToldNanos < 500_000_000) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("nothing was told within " + PATIENCE);
        }
        Thread.sleep(10);
      }
      return lastToldNanos - begin;
    }

    private void run() {
      ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
      int begun = 0;
      try {
        while (!over) {
          for (; begun < count && begun - open < CONNECTING_AT_ONCE; begun++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT, new Progress());
            channel.connect(new InetSocketAddress("127.0.0.1", port));
          }
          selector.select(100);
          for (SelectionKey key : selector.selectedKeys()) {
            handle(key, buffer);
          }
          selector.selectedKeys().clear();
        }
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private void handle(SelectionKey key, ByteBuffer buffer) throws IOException {
      SocketChannel channel = (SocketChannel) key.channel();
      Progress progress = (Progress) key.attachment();
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(
            StandardCharsets.US_ASCII.encode(
                "GET /election/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        key.interestOps(SelectionKey.OP_READ);
        return;
      }
      buffer.clear();
      if (channel.read(buffer) < 0) {
        channel.close();
        open--;
        return;
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        progress.matched = buffer.get() == EVENT[progress.matched] ? progress.matched + 1 : 0;
        if (progress.matched == EVENT.length) {
          progress.matched = 0;
          told++;
          lastToldNanos = System.nanoTime();
          if (!progress.told) {
            progress.told = true;
            open++;
          }
        }
      }
    }

    @Override
    public void close() throws Exception {
      over = true;
      thread.join();
      selector.close();
    }
  }

  /** Three nodes on loopback in a directory of their own. */
  private static final class Nodes implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("watcher-benchmark");
    private final int basePort = 20_000 + new Random().nextInt(1_000) * 10;
    private final List<Process> processes = new ArrayList<>();

    Nodes() throws IOException {
      for (int node = 1; node <= 3; node++) {
        List<String> command = new ArrayList<>();
        command.add(java("java"));
        command.addAll(List.of("-Xmx1g", "-jar", JAR.toString(), "-Dnode.id=" + node));
        for (int member = 1; member <= 3; member++) {
          command.add("-Delection.members." + member + "=127.0.0.1:" + port(member));
        }
        processes.add(
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("node-" + node + ".log").toFile())
                .start());
      }
    }

    private static String java(String program) {
      return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    int port(int node) {
      return basePort + node;
    }

    int awaitLeader() throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (int node = 1; node <= 3; node++) {
          try {
            if (get(node, "/election").contains("\"isLeader\":true")) {
              return node;
            }
          } catch (IOException notYet) {
            // Asked again.
          }
        }
        Thread.sleep(20);
      }
      throw new IllegalStateException("no leader within " + PATIENCE);
    }

    long term(int node) throws IOException {
      return Observation.number(Pattern.compile("\"term\":(\\d+)"), get(node, "/election"));
    }

    String get(int node, String path) throws IOException {
      return answer(connect(node, path));
    }

    void post(int node, String path, String body) throws IOException {
      HttpURLConnection connection = connect(node, path);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      answer(connection);
    }

    private HttpURLConnection connect(int node, String path) throws IOException {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port(node) + path).toURL().openConnection();
      connection.setConnectTimeout(30_000);
      connection.setReadTimeout(30_000);
      return connection;
    }

    private static String answer(HttpURLConnection connection) throws IOException {
      try (InputStream input = connection.getInputStream()) {
        return new String(input.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    long cpuTicks(int node) throws IOException {
      String stat = Files.readString(Path.of("/proc/" + pid(node) + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    long residentKiB(int node) throws IOException {
      try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid(node) + "/status"))) {
        return lines
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
      }
    }

    /** What is left on the heap after a collection. */
    long heapKiB(int node) throws Exception {
      command(java("jcmd"), String.valueOf(pid(node)), "GC.run");
      for (String line : command(java("jcmd"), String.valueOf(pid(node)), "GC.heap_info")) {
        Matcher used = Pattern.compile("heap +total \\d+K, used (\\d+)K").matcher(line);
        if (used.find()) {
          return Long.parseLong(used.group(1));
        }
      }
      return -1;
    }

    static List<String> command(String... command) throws Exception {
      Process process = new ProcessBuilder(command).start();
      try (BufferedReader output =
          new BufferedReader(new InputStreamReader(process.getInputStream()))) {
        List<String> lines = output.lines().toList();
        process.waitFor();
        return lines;
      }
    }

    private long pid(int node) {
      return processes.get(node - 1).pid();
    }

    @Override
    public void close() throws IOException {
      processes.forEach(Process::destroyForcibly);
      processes.forEach(process -> process.onExit().join());
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
