/**
 * Measures a node with Micrometer. {@link io.election.quarkus.metrics.NodeMetrics} is the core
 * abstraction. Which registry takes the measurements, and whether any does, is for the application
 * to choose.
 */
@NullMarked
package io.election.quarkus.metrics;

import org.jspecify.annotations.NullMarked;
