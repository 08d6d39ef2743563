/**
 * Makes a node part of a Quarkus application: reads the configuration, chooses a store and a
 * transport, runs the engine and offers it to CDI. {@link io.election.quarkus.ElectionNode} is the
 * core abstraction. Applications use {@code io.election.api} and need nothing of this package.
 */
@NullMarked
package io.election.quarkus;

import org.jspecify.annotations.NullMarked;
