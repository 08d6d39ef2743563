package io.election.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.election.api.store.PersistentState;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The one row. H2 has no checksum over what its pages hold, so the row brings its own: CRC-32C
 * finds every damage of up to 32 bits in a row.
 *
 * @param saveCount the number of the save that wrote it, from 1
 */
record StateRow(String clusterId, int nodeId, PersistentState state, long saveCount) {

  private static final int NO_VOTE = 0;

  long checksum() {
    byte[] cluster = clusterId.getBytes(UTF_8);
    Integer votedFor = state.votedFor();
    ByteBuffer content =
        ByteBuffer.allocate(cluster.length + 2 * Integer.BYTES + 2 * Long.BYTES)
            .put(cluster)
            .putInt(nodeId)
            .putLong(state.term())
            .putInt(votedFor == null ? NO_VOTE : votedFor)
            .putLong(saveCount)
            .flip();
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return checksum.getValue();
  }
}
