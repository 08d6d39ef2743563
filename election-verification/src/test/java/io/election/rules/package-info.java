/** The page of the rules. */
@NullMarked
package io.election.rules;

import org.jspecify.annotations.NullMarked;
