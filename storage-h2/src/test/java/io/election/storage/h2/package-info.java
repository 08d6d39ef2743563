@NullMarked
package io.election.storage.h2;

import org.jspecify.annotations.NullMarked;
