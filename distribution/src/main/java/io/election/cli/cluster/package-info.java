/**
 * {@code election cluster}: a cluster of this machine's own, one process a node. {@link
 * io.election.cli.cluster.LocalCluster} owns the processes, {@link
 * io.election.cli.cluster.ClusterEvents} turns what they answer into what happened, a {@link
 * io.election.cli.cluster.Display} shows it.
 */
@NullMarked
package io.election.cli.cluster;

import org.jspecify.annotations.NullMarked;
