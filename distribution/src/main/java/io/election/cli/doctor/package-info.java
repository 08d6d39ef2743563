/**
 * {@code election doctor}: looks a cluster over and says what to change. {@link
 * io.election.cli.doctor.Examination} measures; the checks judge what was measured, each on its
 * own.
 */
@NullMarked
package io.election.cli.doctor;

import org.jspecify.annotations.NullMarked;
