/**
 * A disk that writes down what a store does to it, and all that a crash may leave of that. {@link
 * io.election.api.store.crash.CrashStateContract} is the test that opens a store on each of these
 * crash states; {@link io.election.api.store.crash.CrashStates} says what is assumed of a disk.
 */
@NullMarked
package io.election.api.store.crash;

import org.jspecify.annotations.NullMarked;
