package io.election.simulator.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The states met. One with fewer messages than another, and the same nodes, need not be looked at:
 * whatever can happen in it can happen in the other, where the additional messages may be lost.
 */
final class Visited {

  private final Map<Long, List<ClusterState>> states = new HashMap<>();
  private long size;

  /** How many states there are that no other includes. */
  long size() {
    return size;
  }

  /** Whether this state is new and not included in one that is known. */
  boolean add(ClusterState state) {
    List<ClusterState> alike = states.computeIfAbsent(state.key(), key -> new ArrayList<>(1));
    for (ClusterState known : alike) {
      if (known.messages.containsAll(state.messages)) {
        return false;
      }
    }
    for (Iterator<ClusterState> known = alike.iterator(); known.hasNext(); ) {
      ClusterState smaller = known.next();
      if (state.messages.containsAll(smaller.messages)) {
        known.remove();
        smaller.surpassed = true;
        size--;
      }
    }
    alike.add(state);
    size++;
    return true;
  }
}
