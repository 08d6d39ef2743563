/**
 * How members prove to each other who they are: by a certificate that names them, or by a signature
 * with a secret that they share.
 */
@NullMarked
package io.election.transport.rest.security;

import org.jspecify.annotations.NullMarked;
