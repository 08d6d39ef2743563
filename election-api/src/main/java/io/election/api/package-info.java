/**
 * What an application compiles against. {@link io.election.api.Election} is the core abstraction:
 * inject it and ask it at the moment of acting. Everything here is stable from 1.0 on: names and
 * meanings stay, additions come with defaults.
 */
@NullMarked
package io.election.api;

import org.jspecify.annotations.NullMarked;
