/**
 * Keeps the record in the one row of an embedded H2 database. {@link
 * io.election.storage.h2.H2ElectionStoreFactory} is the way in; the rest is not for other modules.
 */
@NullMarked
package io.election.storage.h2;

import org.jspecify.annotations.NullMarked;
