/**
 * What a message between nodes looks like. Reading is strict: a message that is not exactly right
 * is refused as a whole, before anything of it can count.
 */
@NullMarked
package io.election.transport.rest.wire;

import org.jspecify.annotations.NullMarked;
