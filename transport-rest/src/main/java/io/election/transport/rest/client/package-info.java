/**
 * Sends requests to the peers. {@link io.election.transport.rest.client.RestPeerTransportFactory}
 * is the way in.
 */
@NullMarked
package io.election.transport.rest.client;

import org.jspecify.annotations.NullMarked;
