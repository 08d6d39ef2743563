/**
 * What a transport between nodes implements, and the messages it carries. {@link
 * io.election.api.transport.PeerTransport} sends, {@link
 * io.election.api.transport.PeerRequestHandler} receives.
 */
@NullMarked
package io.election.api.transport;

import org.jspecify.annotations.NullMarked;
