/**
 * What must always hold, one class each, judged from outside: by what goes into a node (answers of
 * its peers, wishes, pauses, the end of its application's work) and what comes out of it (messages,
 * answers about itself, what its application is told, what is on its disk). No class of this
 * package knows the engine. The same classes judge simulated clusters and histories of real ones.
 */
@NullMarked
package io.election.simulator.invariant;

import org.jspecify.annotations.NullMarked;
