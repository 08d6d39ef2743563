package io.election.api.store.crash;

import java.util.function.Supplier;

/**
 * What a crash has left, and what a store may make of it.
 *
 * @param settled whether the store had just answered, so that nothing was under way
 * @param description how it came about
 */
record CrashState(
    DiskImage disk, Expectation expectation, boolean settled, Supplier<String> description) {}
