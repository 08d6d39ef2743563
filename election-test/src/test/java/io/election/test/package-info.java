/** Tests of the test kit. */
@NullMarked
package io.election.test;

import org.jspecify.annotations.NullMarked;
