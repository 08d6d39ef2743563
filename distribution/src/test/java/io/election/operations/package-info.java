/**
 * Tests of what lies in {@code distribution/operations}: alert rules, dashboard, systemd unit,
 * Kubernetes manifests. What needs real nodes is among the tests of {@code io.election.process}.
 */
@NullMarked
package io.election.operations;

import org.jspecify.annotations.NullMarked;
