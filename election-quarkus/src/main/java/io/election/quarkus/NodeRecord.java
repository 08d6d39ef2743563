package io.election.quarkus;

import io.election.api.store.ElectionStore;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.transport.Member;
import io.election.engine.RestoredState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What this node has on record when it starts. The record keeps the member list of the first start,
 * and the configuration gives addresses only: two lists with majorities that do not meet could
 * elect two leaders, so no file may change one while a cluster runs.
 *
 * @param restored the record, this start counted in it
 * @param members those that it lists, with their addresses
 * @param isFresh whether there was no record before
 */
record NodeRecord(RestoredState restored, List<Member> members, boolean isFresh) {

  private static final Logger LOG = Logger.getLogger("io.election");

  /**
   * Reads the record, counts this start in it and saves that durably: the node may speak then (rule
   * D11).
   *
   * @param random for the number by which a new data directory is known
   * @throws StoreException if the record cannot be used or not be written
   * @throws StartRefused if it lists a member whose address is not configured, or cannot count
   *     another start
   */
  static NodeRecord countStart(
      ElectionStore store, NodeConfiguration configuration, RandomGenerator random)
      throws StoreException {
    Optional<PersistentState> remembered = store.load();
    if (remembered.filter(PersistentState::wasLastStart).isPresent()) {
      throw new StartRefused(
          "node %d cannot count another start in %s: a member told it so high a number; once all other members follow one leader, move the directory away and start the node again"
              .formatted(configuration.nodeId(), configuration.directory()));
    }
    Map<Integer, Member> configured =
        configuration.members().stream().collect(Collectors.toMap(Member::id, Function.identity()));
    RestoredState restored =
        remembered
            .map(state -> RestoredState.again(state, configuration.timings()))
            .orElseGet(
                () ->
                    RestoredState.first(
                        random.nextLong(Long.MAX_VALUE),
                        configured.keySet(),
                        configuration.timings()));
    PersistentState state = restored.state();
    List<Member> members = new ArrayList<>();
    for (int id : new TreeSet<>(state.members())) {
      Member member = configured.get(id);
      if (member == null) {
        throw new StartRefused(missingAddress(id, state, configuration));
      }
      members.add(member);
    }
    store.save(state);
    if (remembered.isPresent()) {
      LOG.infof(
          "node %d restored term %d, %s from store %s in %s; this is start %d",
          configuration.nodeId(),
          state.term(),
          state.votedFor() == null ? "no vote" : "vote for node " + state.votedFor(),
          configuration.storage(),
          configuration.directory(),
          state.starts());
    } else {
      LOG.infof(
          "node %d starts fresh in store %s in %s: term 0, no vote, start 1",
          configuration.nodeId(), configuration.storage(), configuration.directory());
    }
    if (!state.members().equals(configured.keySet())) {
      LOG.warnf(
          "node %d keeps the member list of its first start, %s, which is on record in %s; the configuration lists %s, which is not used: to change members, stop all nodes, empty their data directories and start them again",
          configuration.nodeId(),
          inWords(state.members()),
          configuration.directory(),
          inWords(configured.keySet()));
    }
    return new NodeRecord(restored, members, remembered.isEmpty());
  }

  private static String missingAddress(
      int id, PersistentState state, NodeConfiguration configuration) {
    return "node %d has the members %s on record in %s, but no address of node %d: "
            .formatted(
                configuration.nodeId(), inWords(state.members()), configuration.directory(), id)
        + (NodeConfiguration.isDevMode()
            ? "in dev mode a node is alone; give it a directory of its own with election.data-dir"
            : "set %s%d=host:port; to change members, stop all nodes and empty their data directories"
                .formatted(MemberAddresses.PREFIX, id));
  }

  private static String inWords(Collection<Integer> ids) {
    return ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
