package io.election.simulator.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to seat the nodes anew. States that differ in nothing but the nodes' names are one state.
 *
 * @param number of this one among all
 * @param seats each node's new seat, by its old one
 * @param mirrors whether every node's next peer becomes its previous one
 */
record Seating(int number, int[] seats, boolean mirrors) {

  static final Seating[] ALL = all();

  private static Seating[] all() {
    List<Seating> all = new ArrayList<>();
    for (int shift = 0; shift < Message.SEATS; shift++) {
      int[] turned = new int[Message.SEATS];
      int[] mirrored = new int[Message.SEATS];
      for (int seat = 0; seat < Message.SEATS; seat++) {
        turned[seat] = Math.floorMod(shift + seat, Message.SEATS);
        mirrored[seat] = Math.floorMod(shift - seat, Message.SEATS);
      }
      all.add(new Seating(all.size(), turned, false));
      all.add(new Seating(all.size(), mirrored, true));
    }
    return all.toArray(new Seating[0]);
  }

  /** The nodes by their new seats. */
  LocalState[] seat(LocalState[] nodes, NodeGraph graph) {
    LocalState[] seated = new LocalState[nodes.length];
    for (int seat = 0; seat < nodes.length; seat++) {
      seated[seats[seat]] = mirrors ? graph.mirrored(nodes[seat]) : nodes[seat];
    }
    return seated;
  }
}
