/**
 * The dashboard in a real Chromium: against scripted nodes, where every sentence and picture can be
 * checked, and against real ones.
 */
@NullMarked
package io.election.dashboard;

import org.jspecify.annotations.NullMarked;
