package io.election.simulator.transcript;

/** The way from one node to another. */
record Link(int from, int to) {

  @Override
  public String toString() {
    return from + ">" + to;
  }
}
