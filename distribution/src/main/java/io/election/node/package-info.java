/**
 * A node of its own, as a process: its main class, what stands behind it on the command line, and
 * what it says when it cannot start.
 */
@NullMarked
package io.election.node;

import org.jspecify.annotations.NullMarked;
