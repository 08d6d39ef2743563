/**
 * A whole cluster around the real {@link io.election.engine.ElectionStateMachine}, in one thread
 * and in virtual time, everything from one seed.
 *
 * <p>{@link io.election.simulator.SimulatedCluster} holds nodes, network and time; a {@link
 * io.election.simulator.Trial} does something to it and judges, and the invariants in {@link
 * io.election.simulator.invariant} watch all the while.
 */
@NullMarked
package io.election.simulator;

import org.jspecify.annotations.NullMarked;
