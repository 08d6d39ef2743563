package io.election.api.store;

import java.nio.file.Path;

/**
 * Whose state is kept, and where.
 *
 * @param clusterId the cluster; written with the record, and a record of another cluster is refused
 * @param nodeId the node; written with the record, and a record of another node is refused
 * @param directory this node's own directory; several kinds of store may share it, each with files
 *     of its own names
 */
public record StoreLocation(String clusterId, int nodeId, Path directory) {}
