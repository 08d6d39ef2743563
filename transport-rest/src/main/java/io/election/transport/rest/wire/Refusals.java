package io.election.transport.rest.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.transport.Refusal;
import java.util.Arrays;
import java.util.Optional;

/**
 * A {@link Refusal} as an error answer: a person reads the problem, the peer reads {@code reason}
 * and the sender beside it.
 */
public final class Refusals {

  private Refusals() {}

  /** The HTTP status that a refusal for this reason has. */
  public static int status(Refusal.Reason reason) {
    return switch (reason) {
      case NOT_AUTHENTICATED, REPLAYED -> 401;
      case OTHER_CLUSTER, NOT_A_MEMBER, IMPERSONATION -> 403;
      case DUPLICATE_ID,
          OLD_INCARNATION,
          OTHER_DIRECTORY,
          OTHER_MEMBERS,
          TERM_TOO_FAR,
          FORGOTTEN_TERM ->
          409;
      case UNKNOWN_PROTOCOL -> 400;
      case UNAVAILABLE -> 503;
    };
  }

  public static byte[] write(Refusal refusal) {
    ObjectNode json = new Problem(status(refusal.reason()), refusal.detail()).toJson();
    json.put("reason", refusal.reason().name());
    if (refusal.starts() > 0) {
      json.put("starts", refusal.starts());
    }
    return Json.write(PeerMessages.senderFields(refusal.sender(), json));
  }

  /**
   * The refusal in the body of an error answer.
   *
   * @return empty if it is some other error, such as one of a proxy in between
   * @throws UnreadableMessageException if it is not a well-formed JSON object, or calls itself a
   *     refusal and is not one
   * @throws UnknownProtocolException if it is one of another protocol version
   */
  public static Optional<Refusal> read(byte[] body) {
    JsonFields fields = Json.read(body);
    if (!fields.has("reason")) {
      return Optional.empty();
    }
    String name = fields.text("reason");
    return Arrays.stream(Refusal.Reason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .map(
            reason ->
                new Refusal(
                    PeerMessages.sender(fields),
                    reason,
                    fields.text("detail"),
                    fields.has("starts") ? fields.whole("starts", 0, Long.MAX_VALUE) : 0));
  }
}
