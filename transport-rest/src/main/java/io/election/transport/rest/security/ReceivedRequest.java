package io.election.transport.rest.security;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, with what may prove its sender.
 *
 * @param address where it comes from
 * @param method the HTTP method
 * @param path the path as it stands in the request
 * @param body the body as it arrived
 * @param certificate the certificate of the connection, if the other side showed one
 * @param signature the header {@link RequestSignature#HEADER}
 */
public record ReceivedRequest(
    String address,
    String method,
    String path,
    byte[] body,
    Optional<X509Certificate> certificate,
    @Nullable String signature) {}
