@NullMarked
package io.election.cli.access;

import org.jspecify.annotations.NullMarked;
