/**
 * The command line: what {@code java -jar node.jar COMMAND} runs. It starts no server and asks
 * nodes only over HTTP. {@link io.election.cli.ElectionCommandLine} is its one entrance.
 */
@NullMarked
package io.election.cli;

import org.jspecify.annotations.NullMarked;
