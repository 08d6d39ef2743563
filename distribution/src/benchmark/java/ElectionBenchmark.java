import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Measures real nodes on this machine and prints tables for docs/reference/performance.md. Needs a
 * JDK and a built distribution/node.jar, nothing else:
 *
 * <pre>
 * java distribution/src/benchmark/java/ElectionBenchmark.java [failover|handover|handover-by-log|tls|start|idle]... [--trials N]
 * </pre>
 */
public final class ElectionBenchmark {

  private static final Path JAR = Path.of("distribution", "node.jar").toAbsolutePath();

  private static final List<String> KINDS =
      List.of("failover", "handover", "handover-by-log", "tls", "start", "idle");

  /** What `cluster` starts its nodes with. */
  private static final List<String> SMALL_HEAP =
      List.of(
          "-Xms16m",
          "-Xmx32m",
          "-Xmn6m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=24m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A node that has just started still compiles; then it is watched for so long. */
  private static final Duration BEFORE_IDLE = Duration.ofSeconds(20);

  private static final Duration IDLE = Duration.ofSeconds(40);

  private record Timing(String name, List<String> settings) {}

  private static final List<Timing> TIMINGS =
      List.of(
          new Timing("500-1000 ms, heartbeat 100 ms (default)", List.of()),
          new Timing(
              "150-300 ms, heartbeat 50 ms",
              List.of(
                  "-Delection.timeout.min=150ms",
                  "-Delection.timeout.max=300ms",
                  "-Delection.heartbeat-interval=50ms")));

  private final Random random;
  private final int trials;

  private ElectionBenchmark(int trials, long seed) {
    this.trials = trials;
    this.random = new Random(seed);
  }

  public static void main(String... arguments) throws Exception {
    List<String> what = new ArrayList<>();
    int trials = 30;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--trials") && i + 1 < arguments.length) {
        trials = Integer.parseInt(arguments[++i]);
      } else {
        what.add(arguments[i]);
      }
    }
    if (!Files.exists(JAR) || !KINDS.containsAll(what)) {
      System.err.println(
          "run it from the repository root after `mvn package`: "
              + "java distribution/src/benchmark/java/ElectionBenchmark.java [%s]... [--trials N]"
                  .formatted(String.join("|", KINDS)));
      System.exit(2);
    }
    long seed = System.nanoTime();
    describeMachine(seed);
    ElectionBenchmark benchmark = new ElectionBenchmark(trials, seed);
    boolean all = what.isEmpty();
    if (all || what.contains("start")) {
      benchmark.start();
    }
    if (all || what.contains("idle")) {
      benchmark.idle();
    }
    if (all || what.contains("failover")) {
      benchmark.failover();
    }
    if (all || what.contains("handover")) {
      benchmark.handover(Cluster::handOverWatched);
    }
    if (all || what.contains("handover-by-log")) {
      benchmark.handover(Cluster::handOverByLog);
    }
    if (all || what.contains("tls")) {
      benchmark.mutualTls();
    }
    System.exit(0);
  }

  private static void describeMachine(long seed) throws IOException {
    System.out.printf(
        "%d cores, Java %s, %s %s, node.jar %.1f MB, seed %d%n%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Files.size(JAR) / 1e6,
        seed);
  }

  /** SIGKILL of the leader to the first 200 on a survivor's /leader. */
  private void failover() throws Exception {
    System.out.println("| store | timeouts | trials | min | median | p95 | max |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String store : List.of("file", "h2")) {
      for (Timing timing : TIMINGS) {
        try (Cluster cluster = new Cluster(store, timing.settings(), SMALL_HEAP)) {
          cluster.startAll();
          List<Double> milliseconds = new ArrayList<>();
          for (int trial = 0; trial < trials; trial++) {
            milliseconds.add(cluster.killLeaderAndWait(random));
            progress(store + ", " + timing.name(), trial + 1, trials);
          }
          System.out.printf(
              "| %s | %s | %d | %s |%n", store, timing.name(), trials, row(milliseconds));
        }
      }
    }
    System.out.println();
  }

  private interface HandOver {
    double milliseconds(Cluster cluster, boolean bySignal, Random random) throws Exception;
  }

  private void handover(HandOver handOver) throws Exception {
    System.out.println("| store | leadership ends by | trials | min | median | p95 | max |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String store : List.of("file", "h2")) {
      for (boolean bySignal : List.of(false, true)) {
        try (Cluster cluster = new Cluster(store, List.of(), SMALL_HEAP)) {
          cluster.startAll();
          String by = bySignal ? "SIGTERM" : "`POST /election/transfer`";
          List<Double> milliseconds = new ArrayList<>();
          for (int trial = 0; trial < trials; trial++) {
            milliseconds.add(handOver.milliseconds(cluster, bySignal, random));
            progress(store + ", " + by, trial + 1, trials);
          }
          System.out.printf("| %s | %s | %d | %s |%n", store, by, trials, row(milliseconds));
        }
      }
    }
    System.out.println();
  }

  /** Fail-over and idle nodes with mutual TLS and without, in turns on two clusters. */
  private void mutualTls() throws Exception {
    try (Cluster plain = new Cluster("file", List.of(), SMALL_HEAP);
        Cluster secured = Cluster.withMutualTls("file", List.of(), SMALL_HEAP)) {
      Map<String, Cluster> clusters = new LinkedHashMap<>();
      clusters.put("plain", plain);
      clusters.put("mutual TLS", secured);
      for (Cluster cluster : clusters.values()) {
        cluster.startAll();
      }

      System.out.println("| members | role | resident | CPU of one core |");
      System.out.println("|---|---|---|---|");
      Map<String, Map<Integer, Long>> before = new LinkedHashMap<>();
      for (Cluster cluster : clusters.values()) {
        cluster.awaitSettled();
      }
      pause(BEFORE_IDLE);
      for (String name : clusters.keySet()) {
        before.put(name, clusters.get(name).cpuTicks());
      }
      pause(IDLE);
      for (String name : clusters.keySet()) {
        clusters
            .get(name)
            .idleRows(before.get(name))
            .forEach(row -> System.out.printf("| %s | %s |%n", name, row));
      }
      System.out.println();

      Map<String, List<Double>> milliseconds = new LinkedHashMap<>();
      for (int trial = 0; trial < trials; trial++) {
        for (String name : clusters.keySet()) {
          for (Cluster cluster : clusters.values()) {
            cluster.awaitSettled();
          }
          double taken = clusters.get(name).killLeaderAndWait(random);
          milliseconds.computeIfAbsent(name, first -> new ArrayList<>()).add(taken);
        }
        progress("plain and mutual TLS", trial + 1, trials);
      }
      System.out.println("| members | trials | min | median | p95 | max |");
      System.out.println("|---|---|---|---|---|---|");
      milliseconds.forEach(
          (name, all) -> System.out.printf("| %s | %d | %s |%n", name, trials, row(all)));
      System.out.println();
    }
  }

  /** Start of the processes to the first leader, and of one process to its first answer. */
  private void start() throws Exception {
    System.out.println("| start of | until | trials | min | median | p95 | max |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (List<String> flags : List.of(List.<String>of(), SMALL_HEAP)) {
      String with = flags.isEmpty() ? "" : " (flags of `cluster`)";
      List<Double> listening = new ArrayList<>();
      List<Double> leading = new ArrayList<>();
      for (int trial = 0; trial < trials; trial++) {
        try (Cluster one = new Cluster("file", List.of(), flags)) {
          long begin = System.nanoTime();
          one.start(1);
          one.awaitListening(1);
          listening.add((System.nanoTime() - begin) / 1e6);
        }
        try (Cluster three = new Cluster("file", List.of(), flags)) {
          long begin = System.nanoTime();
          three.startAll();
          three.awaitLeader();
          leading.add((System.nanoTime() - begin) / 1e6);
        }
        progress("start" + with, trial + 1, trials);
      }
      System.out.printf("| one node%s | it answers | %d | %s |%n", with, trials, row(listening));
      System.out.printf("| three nodes%s | one leads | %d | %s |%n", with, trials, row(leading));
    }
    System.out.println();
  }

  /** Memory and processor time of nodes that only beat. */
  private void idle() throws Exception {
    System.out.println("| nodes | flags | role | resident | CPU of one core |");
    System.out.println("|---|---|---|---|---|");
    for (String store : List.of("file", "h2")) {
      for (List<String> flags : List.of(List.<String>of(), SMALL_HEAP)) {
        try (Cluster cluster = new Cluster(store, List.of(), flags)) {
          cluster.startAll();
          cluster.awaitSettled();
          pause(BEFORE_IDLE);
          Map<Integer, Long> before = cluster.cpuTicks();
          pause(IDLE);
          String name = flags.isEmpty() ? "none" : "of `cluster`";
          cluster
              .idleRows(before)
              .forEach(row -> System.out.printf("| 3, %s | %s | %s |%n", store, name, row));
        }
      }
    }
    System.out.println();
  }

  private static String row(List<Double> milliseconds) {
    List<Double> sorted = new ArrayList<>(milliseconds);
    Collections.sort(sorted);
    return Stream.of(0.0, 0.5, 0.95, 1.0)
        .map(q -> sorted.get((int) Math.round(q * (sorted.size() - 1))))
        .map(value -> "%.0f ms".formatted(value))
        .collect(Collectors.joining(" | "));
  }

  private static void progress(String what, int done, int of) {
    System.err.printf("\r%s: %d of %d%s", what, done, of, done == of ? "\n" : "");
  }

  private static void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }

  /** Three nodes on loopback in a directory of their own. */
  private static final class Cluster implements AutoCloseable {

    private final Path directory;
    private final List<String> settings;
    private final List<String> flags;
    private final int basePort = freePorts();
    private final Map<Integer, Process> processes = new LinkedHashMap<>();
    private final Map<Integer, Line> lines = new LinkedHashMap<>();
    private SocketFactory sockets = SocketFactory.getDefault();

    Cluster(String store, List<String> settings, List<String> flags) throws IOException {
      this.directory = Files.createTempDirectory("election-benchmark");
      this.settings = new ArrayList<>(settings);
      this.settings.add("-Delection.storage=" + store);
      this.flags = flags;
    }

    /** Its members know each other by certificates, and speak TLS with everybody. */
    static Cluster withMutualTls(String store, List<String> settings, List<String> flags)
        throws Exception {
      Cluster cluster = new Cluster(store, settings, flags);
      cluster.sockets = Certificates.write(cluster.directory);
      return cluster;
    }

    private static int freePorts() {
      return 20_000 + new Random().nextInt(1_000) * 10;
    }

    void startAll() throws IOException {
      for (int node = 1; node <= 3; node++) {
        start(node);
      }
    }

    void start(int node) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.addAll(List.of("-jar", JAR.toString(), "-Dnode.id=" + node));
      for (int member = 1; member <= 3; member++) {
        command.add("-Delection.members." + member + "=127.0.0.1:" + port(member));
      }
      command.addAll(settings);
      if (sockets instanceof SSLSocketFactory) {
        command.addAll(Certificates.settings(node));
      }
      processes.put(
          node,
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("node-" + node + ".log").toFile())
              .start());
    }

    double killLeaderAndWait(Random random) throws Exception {
      int leader = awaitRest(random);
      long begin = System.nanoTime();
      processes.get(leader).destroyForcibly();
      int next = awaitLeaderAmong(survivorsOf(leader));
      double milliseconds = (System.nanoTime() - begin) / 1e6;
      if (next == leader) {
        throw new IllegalStateException("a dead node leads");
      }
      processes.get(leader).waitFor();
      start(leader);
      return milliseconds;
    }

    /** From the last 200 that the old leader answered to the first of the next leader. */
    double handOverWatched(boolean bySignal, Random random) throws Exception {
      int leader = awaitRest(random);
      List<Poller> pollers =
          IntStream.rangeClosed(1, 3).mapToObj(n -> new Poller(sockets, port(n))).toList();
      pollers.forEach(Thread::start);
      Thread.sleep(50);
      endLeadership(leader, bySignal);
      int next = awaitLeaderAmong(survivorsOf(leader));
      Thread.sleep(50);
      for (Poller poller : pollers) {
        poller.interrupt();
        poller.join();
      }
      restartIf(bySignal, leader);
      return (pollers.get(next - 1).firstYes - pollers.get(leader - 1).lastYes) / 1e6;
    }

    /**
     * From the old leader's line that it leads no more to the next leader's that it does, each
     * written just after the change. Nobody asks meanwhile: to answer costs nodes that have just
     * started more than the hand-over does.
     */
    double handOverByLog(boolean bySignal, Random random) throws Exception {
      int leader = awaitRest(random);
      endLeadership(leader, bySignal);
      // Asked earlier, the nodes would be disturbed; one that takes longer is waited for all the
      // same.
      Thread.sleep(1_000);
      int next = awaitLeaderAmong(survivorsOf(leader));
      LocalTime end = lastLogged(leader, "node " + leader + " hands over to node " + next);
      LocalTime begin = lastLogged(next, "this node leads");
      restartIf(bySignal, leader);
      return ChronoUnit.MILLIS.between(end, begin);
    }

    private void endLeadership(int leader, boolean bySignal) throws IOException {
      if (bySignal) {
        processes.get(leader).destroy();
        return;
      }
      try (Line line = new Line(sockets, port(leader))) {
        line.ask("POST /election/transfer");
      }
    }

    private void restartIf(boolean stopped, int node) throws Exception {
      if (stopped) {
        processes.get(node).waitFor();
        start(node);
      }
    }

    /** When this node last said so. */
    private LocalTime lastLogged(int node, String words) throws IOException {
      return Files.readAllLines(directory.resolve("node-" + node + ".log")).stream()
          .filter(line -> line.contains(words))
          .reduce((earlier, later) -> later)
          .map(line -> LocalTime.parse(line.substring(0, line.indexOf(' '))))
          .orElseThrow(() -> new IllegalStateException("node " + node + " never said " + words));
    }

    /**
     * Settled, and a second later some moment between two heartbeats, a different one in each
     * trial: how long ago the last heartbeat was is a part of what is measured. Gives who leads.
     */
    private int awaitRest(Random random) throws Exception {
      int leader = awaitSettled();
      Thread.sleep(1_000 + random.nextInt(100));
      return leader;
    }

    private List<Integer> survivorsOf(int leader) {
      return IntStream.rangeClosed(1, 3).filter(node -> node != leader).boxed().toList();
    }

    /** One leads and the two others follow. */
    private int awaitSettled() throws Exception {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        int leader = awaitLeader();
        if (survivorsOf(leader).stream().allMatch(node -> status(node, "/follower") == 200)) {
          return leader;
        }
        Thread.sleep(20);
      }
      throw new IllegalStateException("no leader with two followers within " + PATIENCE);
    }

    int awaitLeader() throws Exception {
      return awaitLeaderAmong(List.of(1, 2, 3));
    }

    private int awaitLeaderAmong(List<Integer> nodes) throws Exception {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        for (int node : nodes) {
          if (status(node, "/leader") == 200) {
            return node;
          }
        }
        Thread.sleep(2);
      }
      throw new IllegalStateException("no leader within " + PATIENCE);
    }

    void awaitListening(int node) throws Exception {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (status(node, "/election") != 200) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("node " + node + " does not listen");
        }
        Thread.sleep(5);
      }
    }

    /** The status code of this page; 0 if nobody answers. */
    private int status(int node, String path) {
      try {
        if (!lines.containsKey(node)) {
          lines.put(node, new Line(sockets, port(node)));
        }
        return lines.get(node).ask("HEAD " + path);
      } catch (IOException nobody) {
        close(lines.remove(node));
        return 0;
      }
    }

    private static void close(Line line) {
      if (line != null) {
        line.close();
      }
    }

    /** Role, resident memory and processor time since then of each node. */
    List<String> idleRows(Map<Integer, Long> before) throws Exception {
      int leader = awaitLeader();
      Map<Integer, Long> after = cpuTicks();
      List<String> rows = new ArrayList<>();
      for (int node = 1; node <= 3; node++) {
        rows.add(
            "%s | %.0f MiB | %.1f %%"
                .formatted(
                    node == leader ? "leader" : "follower",
                    residentKiB(node) / 1024.0,
                    (after.get(node) - before.get(node)) * 1.0 / IDLE.toSeconds()));
      }
      return rows;
    }

    Map<Integer, Long> cpuTicks() throws IOException {
      Map<Integer, Long> ticks = new LinkedHashMap<>();
      for (Map.Entry<Integer, Process> node : processes.entrySet()) {
        String stat = Files.readString(Path.of("/proc/" + node.getValue().pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        ticks.put(node.getKey(), Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
      }
      return ticks;
    }

    long residentKiB(int node) throws IOException {
      return Files.readAllLines(Path.of("/proc/" + processes.get(node).pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }

    private int port(int node) {
      return basePort + node;
    }

    @Override
    public void close() throws IOException {
      lines.values().forEach(Line::close);
      processes.values().forEach(Process::destroyForcibly);
      for (Process process : processes.values()) {
        process.onExit().join();
      }
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** Asks one node's /leader each millisecond. */
  private static final class Poller extends Thread {

    private final SocketFactory sockets;
    private final int port;

    /** When the first question was answered that was answered with 200. */
    private long firstYes = Long.MAX_VALUE;

    /** When the last question was asked that was answered with 200. */
    private long lastYes;

    Poller(SocketFactory sockets, int port) {
      this.sockets = sockets;
      this.port = port;
    }

    @Override
    public void run() {
      try (Line line = new Line(sockets, port)) {
        while (!isInterrupted()) {
          long asked = System.nanoTime();
          if (line.ask("HEAD /leader") == 200) {
            lastYes = asked;
            firstYes = Math.min(firstYes, System.nanoTime());
          }
          Thread.sleep(1);
        }
      } catch (IOException | InterruptedException enough) {
        // The node has stopped, or the observation.
      }
    }
  }

  /**
   * One connection that is kept: a new one for each question would cost the nodes more than what is
   * measured.
   */
  private static final class Line implements AutoCloseable {

    private final Socket socket;
    private final InputStream answers;

    Line(SocketFactory sockets, int port) throws IOException {
      socket = sockets.createSocket("127.0.0.1", port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(2_000);
      answers = new BufferedInputStream(socket.getInputStream());
    }

    /** The status code of the answer. A question whose answer has a body is the last. */
    int ask(String question) throws IOException {
      String request = question + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = answers.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.append((char) next);
      }
      return Integer.parseInt(head.substring(9, 12));
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException alreadyClosed) {
        // As it should be.
      }
    }
  }

  /** A CA, and a certificate of it for each of three nodes, made with the JDK's keytool. */
  private static final class Certificates {

    private static final String PASSWORD = "benchmark";

    /** Writes them there, and returns how to connect to such a node. */
    static SocketFactory write(Path directory) throws Exception {
      keytool(directory, "-genkeypair -alias ca -dname CN=ca -ext bc:c -keystore ca.p12");
      keytool(directory, "-exportcert -rfc -alias ca -file ca.crt -keystore ca.p12");
      keytool(directory, "-importcert -noprompt -alias ca -file ca.crt -keystore trust.p12");
      for (int node = 1; node <= 3; node++) {
        String name = "node-" + node;
        String its = " -alias node -keystore " + name + ".p12";
        keytool(directory, "-genkeypair -dname CN=" + name + its);
        keytool(directory, "-certreq -file request" + its);
        keytool(
            directory,
            "-gencert -rfc -alias ca -keystore ca.p12 -infile request -outfile signed -ext san=dns:%s,ip:127.0.0.1"
                .formatted(name));
        Files.write(
            directory.resolve("chain"),
            List.of(
                Files.readString(directory.resolve("signed")),
                Files.readString(directory.resolve("ca.crt"))));
        keytool(directory, "-importcert -noprompt -file chain" + its);
      }
      KeyStore trusted =
          KeyStore.getInstance(directory.resolve("trust.p12").toFile(), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    }

    static List<String> settings(int node) {
      return Stream.of(
              "election.security.tls-configuration=peers",
              "quarkus.tls.peers.key-store.p12.path=node-" + node + ".p12",
              "quarkus.tls.peers.key-store.p12.password=" + PASSWORD,
              "quarkus.tls.peers.trust-store.p12.path=trust.p12",
              "quarkus.tls.peers.trust-store.p12.password=" + PASSWORD)
          .map(setting -> "-D" + setting)
          .toList();
    }

    private static void keytool(Path directory, String arguments) throws Exception {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(List.of(arguments.split(" ")));
      command.addAll(List.of("-storepass", PASSWORD));
      if (arguments.startsWith("-genkeypair")) {
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
      }
      Path log = directory.resolve("keytool.log");
      int end =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start()
              .waitFor();
      if (end != 0) {
        throw new IllegalStateException("keytool " + arguments + ": " + Files.readString(log));
      }
    }
  }
}
