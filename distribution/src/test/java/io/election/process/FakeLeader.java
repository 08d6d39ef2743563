package io.election.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A node whose lease and whose words are in a test's hand. It speaks HTTP by itself, because it has
 * to do what no proper server does: hang, break off, and notice at once that a client has gone.
 *
 * <p>Instants are of {@link System#nanoTime()}.
 */
final class FakeLeader implements AutoCloseable {

  private static final int NODE = 2;
  private static final long TERM = 8;

  private final Duration lease;
  private final ServerSocket server;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<Socket> workers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Long> workersGone = new LinkedBlockingQueue<>();
  private boolean leads;
  private boolean silent;
  private boolean cutOff;
  private Duration firstLease;
  private Duration silenceAfterFirst = Duration.ZERO;
  private long silentUntilNanos = System.nanoTime();
  private long leaseEndNanos;
  private int questions;

  FakeLeader(Duration lease) throws IOException {
    this.lease = lease;
    this.firstLease = lease;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Answers the first question with a lease that is nearly over, and then nothing for a while. */
  synchronized void beginWith(Duration rest, Duration silence) {
    firstLease = rest;
    silenceAfterFirst = silence;
  }

  synchronized void lead() {
    leads = true;
    workers.forEach(FakeLeader::sendStart);
  }

  /**
   * From now on nobody renews its lease, of which this is left, but it answers truly. Waits until
   * whoever works under it has taken that in, and gives the end of the lease.
   */
  synchronized long loseItsPeers(Duration rest) throws InterruptedException {
    cutOff = true;
    leaseEndNanos = System.nanoTime() + rest.toNanos();
    // Who asks for the second time has read the answer to the first, and who has gone has, too.
    for (int known = questions + 2; questions < known && workersGone.isEmpty(); ) {
      wait();
    }
    return leaseEndNanos;
  }

  /** The same, and then it says nothing more. */
  synchronized long fallSilent(Duration rest) throws InterruptedException {
    long end = loseItsPeers(rest);
    silent = true;
    return end;
  }

  /** The same, and then it dies. */
  long die(Duration rest) throws InterruptedException {
    long end = loseItsPeers(rest);
    close();
    return end;
  }

  /** Ends what it says to those who work, and leads on. */
  synchronized void endStreams() throws IOException {
    for (Socket worker : workers) {
      worker.close();
    }
  }

  /** From now on it says that it leads no more. */
  synchronized void loseLeadership() {
    leads = false;
  }

  /** Asks to stop the work; gives the instant when it has to be over. */
  synchronized long stopWork(Duration within) {
    String event = "event: stop\ndata: {\"term\":%d,\"withinMs\":%d}\n\n";
    workers.forEach(worker -> send(worker, event.formatted(TERM, within.toMillis())));
    return System.nanoTime() + within.toNanos();
  }

  void awaitWorker() {
    Awaitility.await().atMost(JavaProcess.PATIENCE).until(() -> !workers.isEmpty());
  }

  /** Waits until the one who works under it has closed its connection; gives that instant. */
  long awaitWorkerGone() throws InterruptedException {
    Long nanos = workersGone.poll(30, TimeUnit.SECONDS);
    if (nanos == null) {
      throw new AssertionError("the work stream was not closed within 30 s");
    }
    return nanos;
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        daemon(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket connection) {
    boolean works = false;
    try {
      BufferedReader input =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      String line;
      String request = "";
      while ((line = input.readLine()) != null) {
        if (request.isEmpty()) {
          request = line;
        }
        if (line.isEmpty()) {
          works |= request.contains(" /election/work ");
          answer(connection, request);
          request = "";
        }
      }
    } catch (IOException broken) {
      // As good as closed.
    }
    if (works) {
      workerHasGone();
    }
  }

  private synchronized void workerHasGone() {
    workersGone.add(System.nanoTime());
    notifyAll();
  }

  private synchronized void answer(Socket connection, String request) {
    boolean status = !request.startsWith("GET /election/work ");
    if (silent || status && System.nanoTime() - silentUntilNanos < 0) {
      return;
    }
    if (!status) {
      send(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hello\n\n");
      workers.add(connection);
      if (leads) {
        sendStart(connection);
      }
      return;
    }
    questions++;
    notifyAll();
    if (!cutOff) {
      leaseEndNanos = System.nanoTime() + firstLease.toNanos();
      if (!firstLease.equals(lease)) {
        firstLease = lease;
        silentUntilNanos = System.nanoTime() + silenceAfterFirst.toNanos();
      }
    }
    String body = status();
    send(
        connection,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body));
  }

  private String status() {
    long remaining = TimeUnit.NANOSECONDS.toMillis(leaseEndNanos - System.nanoTime());
    boolean isLeader = leads && remaining > 0;
    return """
        {"nodeId":%d,"role":"%s","term":%d,"isLeader":%s,"leaseRemainingMs":%d,
         "paused":false}"""
        .formatted(NODE, leads ? "LEADER" : "FOLLOWER", TERM, isLeader, isLeader ? remaining : 0);
  }

  private static void sendStart(Socket worker) {
    String event =
        "event: start\ndata: {\"term\":%d,\"nodeId\":%d,\"leaderAddress\":\"127.0.0.1:7102\"}\n\n";
    send(worker, event.formatted(TERM, NODE));
  }

  private static void send(Socket connection, String text) {
    try {
      OutputStream output = connection.getOutputStream();
      output.write(text.getBytes(StandardCharsets.US_ASCII));
      output.flush();
    } catch (IOException gone) {
      // Its reader notices, too.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "fake leader");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
