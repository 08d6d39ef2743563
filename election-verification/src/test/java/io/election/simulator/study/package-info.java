/** The studies, on simulated clusters. */
@NullMarked
package io.election.simulator.study;

import org.jspecify.annotations.NullMarked;
