package io.election.quarkus;

import io.election.test.FakeElection;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;

/** In the node's place, as the documentation of the test kit shows it. */
@Mock
@Singleton
public class TestElection extends FakeElection {}
