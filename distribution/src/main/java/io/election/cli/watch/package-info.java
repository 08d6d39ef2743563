/** {@code election watch}: what all nodes tell of the election, as it happens, in one stream. */
@NullMarked
package io.election.cli.watch;

import org.jspecify.annotations.NullMarked;
