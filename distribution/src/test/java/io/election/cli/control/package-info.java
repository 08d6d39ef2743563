@NullMarked
package io.election.cli.control;

import org.jspecify.annotations.NullMarked;
