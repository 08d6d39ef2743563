/**
 * Keeps the record in a small text file that is replaced as a whole. {@link
 * io.election.storage.file.FileElectionStoreFactory} is the way in; the rest is not for other
 * modules.
 */
@NullMarked
package io.election.storage.file;

import org.jspecify.annotations.NullMarked;
