/**
 * Every state that three real {@link io.election.engine.ElectionStateMachine}s can get into,
 * breadth first, within the {@link io.election.simulator.search.Bounds} of the search.
 *
 * <p>The machines are the product's own, and each is asked once what an event does in a state of
 * its. Abstracted is what surrounds them: {@link io.election.simulator.search.AbstractTime}; {@link
 * io.election.simulator.search.Portrait}, which says when two machines are in the same state; and
 * messages, which once sent can arrive at any later time, any number of times, or never. So loss
 * and duplication need no event of their own, and a state with more messages includes one with
 * fewer.
 */
@NullMarked
package io.election.simulator.search;

import org.jspecify.annotations.NullMarked;
