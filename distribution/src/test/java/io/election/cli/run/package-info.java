@NullMarked
package io.election.cli.run;

import org.jspecify.annotations.NullMarked;
