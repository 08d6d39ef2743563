package io.election.api.store.crash;

/** What a {@link DiskLog} holds: an operation of the store, or what may be found from then on. */
public sealed interface DiskEntry permits DiskOperation, Expectation {}
