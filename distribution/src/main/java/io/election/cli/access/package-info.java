/** How the commands make themselves known to nodes, and whether they trust them. */
@NullMarked
package io.election.cli.access;

import org.jspecify.annotations.NullMarked;
