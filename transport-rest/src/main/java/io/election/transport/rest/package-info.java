/**
 * Messages between nodes as JSON over HTTP, and the state of a node for people and load balancers.
 *
 * <p>Three parts: {@code wire} is what a message looks like, {@code server} takes requests in,
 * {@code client} sends them out. All of it stands beside a host application's own endpoints: it
 * brings its own JSON rules and shapes the errors of its own paths only.
 */
@NullMarked
package io.election.transport.rest;

import org.jspecify.annotations.NullMarked;
