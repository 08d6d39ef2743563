/**
 * The endpoints of a node: for its peers, and for people, load balancers and tools. Every one runs
 * on the event loop and answers from memory.
 */
@NullMarked
package io.election.transport.rest.server;

import org.jspecify.annotations.NullMarked;
