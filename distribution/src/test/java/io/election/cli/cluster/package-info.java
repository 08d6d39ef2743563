@NullMarked
package io.election.cli.cluster;

import org.jspecify.annotations.NullMarked;
