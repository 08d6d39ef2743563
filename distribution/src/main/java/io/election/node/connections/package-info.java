/**
 * Bounds on the connections that others open to a node: how many there are, and how long each may
 * take to say something. It is for a node of its own; a process that embeds one bounds its HTTP
 * server as it likes.
 *
 * <p>HTTP servers bound what is read; this bounds how slowly. A connection has a {@link
 * io.election.node.connections.RequestDeadline} from the moment it is accepted, before any TLS, and
 * {@link io.election.node.connections.OpenConnections} knows all of them.
 */
@NullMarked
package io.election.node.connections;

import org.jspecify.annotations.NullMarked;
