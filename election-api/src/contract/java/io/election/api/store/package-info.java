/**
 * {@link io.election.api.store.ElectionStoreContract}, the test that every store passes, and what
 * it needs.
 */
@NullMarked
package io.election.api.store;

import org.jspecify.annotations.NullMarked;
