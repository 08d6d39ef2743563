/**
 * Puts a node together: reads the configuration, chooses a store and a transport, runs the engine
 * and offers it to CDI. {@link io.election.node.ElectionNode} is the core abstraction.
 */
@NullMarked
package io.election.node;

import org.jspecify.annotations.NullMarked;
