/** The commands that change something: hand leadership over, keep a node from standing. */
@NullMarked
package io.election.cli.control;

import org.jspecify.annotations.NullMarked;
