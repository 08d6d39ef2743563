/** What the fuzz targets share. Each stands in the package of what it feeds. */
@NullMarked
package io.election.fuzzing;

import org.jspecify.annotations.NullMarked;
