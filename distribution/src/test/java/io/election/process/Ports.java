package io.election.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Loopback ports that nobody uses. Each JVM that tests takes a block of them for itself, and holds
 * the first as long as it lives: the port of a node that is down for a while is drawn by nobody
 * else on this machine.
 */
public final class Ports {

  private static final int BLOCK = 100;

  /** Below those that the system gives to clients. */
  private static final int LOWEST = 15_000;

  private static final int BLOCKS = 170;

  private static final ServerSocket FIRST_OF_BLOCK = takeBlock();

  private static int next = FIRST_OF_BLOCK.getLocalPort() + 1;

  private Ports() {}

  private static ServerSocket takeBlock() {
    int start = ThreadLocalRandom.current().nextInt(BLOCKS);
    for (int block = start; block < start + BLOCKS; block++) {
      try {
        return listen(LOWEST + block % BLOCKS * BLOCK);
      } catch (IOException taken) {
        // By another JVM.
      }
    }
    throw new IllegalStateException("no block of ports is free from %d on".formatted(LOWEST));
  }

  /** Free ports, one after the other. */
  public static synchronized List<Integer> consecutive(int count) {
    int end = FIRST_OF_BLOCK.getLocalPort() + BLOCK;
    for (int tried = 0; tried < BLOCK; tried++) {
      if (next + count > end) {
        next = FIRST_OF_BLOCK.getLocalPort() + 1;
      }
      List<Integer> ports = IntStream.range(next, next + count).boxed().toList();
      if (ports.stream().allMatch(Ports::isFree)) {
        next += count;
        return ports;
      }
      next++;
    }
    throw new IllegalStateException("no %d ports are free up to %d".formatted(count, end));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
