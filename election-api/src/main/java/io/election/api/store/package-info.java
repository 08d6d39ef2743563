/**
 * What a store of term and vote implements. {@link io.election.api.store.ElectionStore} is the core
 * abstraction; {@code ElectionStoreContract}, in this module's test jar, is the test that every
 * store passes.
 */
@NullMarked
package io.election.api.store;

import org.jspecify.annotations.NullMarked;
