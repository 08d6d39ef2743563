@NullMarked
package io.election.cli.watch;

import org.jspecify.annotations.NullMarked;
