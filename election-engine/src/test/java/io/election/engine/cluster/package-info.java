/**
 * A few state machines in one thread, with a virtual time, that crash, stand still, and lose,
 * delay, double and reorder their messages by a seed. Small on purpose: the simulator is a module
 * of its own.
 */
@NullMarked
package io.election.engine.cluster;

import org.jspecify.annotations.NullMarked;
