/**
 * Tests an application that uses an election, without a cluster. {@link
 * io.election.test.FakeElection} is the core abstraction.
 */
@NullMarked
package io.election.test;

import org.jspecify.annotations.NullMarked;
