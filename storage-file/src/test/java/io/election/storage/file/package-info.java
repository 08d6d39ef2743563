@NullMarked
package io.election.storage.file;

import org.jspecify.annotations.NullMarked;
