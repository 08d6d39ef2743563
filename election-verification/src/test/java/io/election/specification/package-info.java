/** Searches all states of the specification that is written in {@code src/specification}. */
@NullMarked
package io.election.specification;

import org.jspecify.annotations.NullMarked;
