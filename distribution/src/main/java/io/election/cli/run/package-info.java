/**
 * {@code election run}: any program as the work of a leader. The program is gone before the lease
 * of its node ends, however leadership is lost.
 *
 * <p>{@link io.election.cli.run.WorkPermit} holds the arithmetic of that promise, without a clock
 * or a process.
 */
@NullMarked
package io.election.cli.run;

import org.jspecify.annotations.NullMarked;
