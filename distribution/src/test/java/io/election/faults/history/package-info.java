/** What nodes answered when, and what must hold of it. */
@NullMarked
package io.election.faults.history;

import org.jspecify.annotations.NullMarked;
