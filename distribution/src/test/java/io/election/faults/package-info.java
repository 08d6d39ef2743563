/**
 * Real {@code node.jar} processes on a network of their own, under faults. What they answered is
 * written down with the time of asking and of answering, and judged at the end.
 */
@NullMarked
package io.election.faults;

import org.jspecify.annotations.NullMarked;
