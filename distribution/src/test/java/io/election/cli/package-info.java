@NullMarked
package io.election.cli;

import org.jspecify.annotations.NullMarked;
