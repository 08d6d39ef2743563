package io.election.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Loopback ports that nobody uses. Each of the JVMs that test at the same time has a range of its
 * own.
 */
public final class Ports {

  private static final int RANGE = 5_000;

  private static final int FIRST =
      15_000 + RANGE * (Integer.parseInt(System.getProperty("fork.number", "1")) - 1);

  private Ports() {}

  /** Free ports, one after the other, below those that the system gives to clients. */
  public static List<Integer> consecutive(int count) {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, FIRST + RANGE - count);
      List<Integer> ports = IntStream.range(first, first + count).boxed().toList();
      if (ports.stream().allMatch(Ports::isFree)) {
        return ports;
      }
    }
  }

  /** Those from this one on if they are free, or else others. */
  public static List<Integer> consecutiveFrom(int preferred, int count) {
    List<Integer> ports = IntStream.range(preferred, preferred + count).boxed().toList();
    return ports.stream().allMatch(Ports::isFree) ? ports : consecutive(count);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }
}
