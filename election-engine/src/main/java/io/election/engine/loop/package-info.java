/**
 * Drives the state machine of {@code io.election.engine}. {@link
 * io.election.engine.loop.MachineDriver} decides what a node does around it, and {@link
 * io.election.engine.loop.ElectionLoop} is the one thread that turns it in real time (rule S3). The
 * disk, the peers, the listeners and the tasks of the leader have threads of their own, so that
 * none of them can hold it up.
 */
@NullMarked
package io.election.engine.loop;

import org.jspecify.annotations.NullMarked;
