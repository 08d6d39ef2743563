package io.election.storage.h2;

/**
 * The one row. H2 has no checksum over what its pages hold; the record brings its own.
 *
 * @param record the text of the record
 * @param saveCount the number of the save that wrote it, from 1
 */
record RecordRow(String record, long saveCount) {}
