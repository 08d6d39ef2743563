@NullMarked
package io.election.cli.doctor;

import org.jspecify.annotations.NullMarked;
