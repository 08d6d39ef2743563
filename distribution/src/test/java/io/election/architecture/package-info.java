/** What may know what. */
@NullMarked
package io.election.architecture;

import org.jspecify.annotations.NullMarked;
