/**
 * Drives the state machine of {@code io.election.engine} in real time. {@link
 * io.election.engine.loop.ElectionLoop} is the core abstraction: the one thread that feeds the
 * machine (rule S3). The disk, the peers, the listeners and the tasks of the leader have threads of
 * their own, so that none of them can hold it up.
 */
@NullMarked
package io.election.engine.loop;

import org.jspecify.annotations.NullMarked;
