package io.election.transport.rest.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Recipient;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import org.jspecify.annotations.Nullable;

/**
 * The messages between nodes as JSON.
 *
 * <p>A message carries its sender's protocol version, and that is read first: the fields of another
 * version may be others. When a version 3 drops or renames a field, the reader of that message is
 * where the field's old form is still taken.
 *
 * <p>Every reading method throws {@link UnknownProtocolException} for a message of a version whose
 * fields are not known here, and {@link UnreadableMessageException} for any other that is not
 * exactly right.
 */
public final class PeerMessages {

  /** The last term may not be used: nobody could stand in the one after it (rule T7). */
  private static final long HIGHEST_TERM = Long.MAX_VALUE - 1;

  /** The oldest protocol version whose messages are read; nothing older was ever released. */
  static final int OLDEST_PROTOCOL_VERSION = 2;

  private PeerMessages() {}

  public static byte[] write(VoteRequest request) {
    ObjectNode json = requestFields(request).put("preVote", request.preVote());
    TransferToken transfer = request.transfer();
    if (transfer != null) {
      json.putObject("transfer")
          .put("leaderId", transfer.leaderId())
          .put("term", transfer.term())
          .put("number", transfer.number());
    }
    return Json.write(json);
  }

  public static VoteRequest readVoteRequest(byte[] body) {
    JsonFields fields = Json.read(body);
    return new VoteRequest(
        sender(fields),
        term(fields),
        round(fields),
        fields.flag("preVote"),
        transfer(fields),
        recipient(fields));
  }

  private static @Nullable TransferToken transfer(JsonFields fields) {
    JsonFields transfer = fields.optionalObject("transfer");
    return transfer == null
        ? null
        : new TransferToken(transfer.id("leaderId"), term(transfer), transfer.whole("number"));
  }

  public static byte[] write(HeartbeatRequest request) {
    ObjectNode json = requestFields(request);
    ArrayNode reachable = json.putArray("reachable");
    request.reachable().stream().sorted().forEach(reachable::add);
    json.put("transferSeal", request.transferSeal())
        .putObject("promise")
        .put("lengthNanos", request.promise().lengthNanos())
        .put("spreadNanos", request.promise().spreadNanos())
        .put("intervalNanos", request.promise().intervalNanos());
    return Json.write(json);
  }

  public static HeartbeatRequest readHeartbeatRequest(byte[] body) {
    JsonFields fields = Json.read(body);
    return new HeartbeatRequest(
        sender(fields),
        term(fields),
        round(fields),
        fields.ids("reachable"),
        fields.whole("transferSeal"),
        promise(fields.object("promise")),
        recipient(fields));
  }

  private static PromiseRequest promise(JsonFields fields) {
    long longest = PromiseRequest.LONGEST_INTERVAL.toNanos();
    return new PromiseRequest(
        fields.whole("lengthNanos", 1, PromiseRequest.LONGEST.toNanos()),
        fields.whole("spreadNanos", 1, longest),
        fields.whole("intervalNanos", 1, longest));
  }

  public static byte[] write(TimeoutNowRequest request) {
    return Json.write(requestFields(request).put("number", request.number()));
  }

  public static TimeoutNowRequest readTimeoutNowRequest(byte[] body) {
    JsonFields fields = Json.read(body);
    return new TimeoutNowRequest(
        sender(fields), term(fields), round(fields), fields.whole("number"), recipient(fields));
  }

  public static byte[] write(VoteResponse response) {
    return Json.write(
        senderFields(response.sender(), Json.object())
            .put("term", response.term())
            .put("granted", response.granted())
            .put("promiseLeftNanos", response.promiseLeftNanos()));
  }

  public static VoteResponse readVoteResponse(byte[] body) {
    JsonFields fields = Json.read(body);
    return new VoteResponse(
        sender(fields),
        term(fields),
        fields.flag("granted"),
        fields.whole("promiseLeftNanos", 0, Long.MAX_VALUE));
  }

  public static byte[] write(HeartbeatResponse response) {
    return Json.write(
        senderFields(response.sender(), Json.object())
            .put("term", response.term())
            .put("accepted", response.accepted())
            .put("priority", response.priority())
            .put("promisedNanos", response.promisedNanos()));
  }

  public static HeartbeatResponse readHeartbeatResponse(byte[] body) {
    JsonFields fields = Json.read(body);
    return new HeartbeatResponse(
        sender(fields),
        term(fields),
        fields.flag("accepted"),
        Math.toIntExact(fields.whole("priority", 0, HeartbeatResponse.HIGHEST_PRIORITY)),
        fields.whole("promisedNanos", 0, Long.MAX_VALUE));
  }

  public static byte[] write(TimeoutNowResponse response) {
    return Json.write(
        senderFields(response.sender(), Json.object())
            .put("term", response.term())
            .put("accepted", response.accepted()));
  }

  public static TimeoutNowResponse readTimeoutNowResponse(byte[] body) {
    JsonFields fields = Json.read(body);
    return new TimeoutNowResponse(sender(fields), term(fields), fields.flag("accepted"));
  }

  static ObjectNode senderFields(Sender sender, ObjectNode json) {
    json.put("clusterId", sender.clusterId())
        .put("protocolVersion", sender.protocolVersion())
        .put("senderId", sender.nodeId());
    put(sender.incarnation(), json);
    ArrayNode members = json.putArray("members");
    sender.members().stream().sorted().forEach(members::add);
    return json;
  }

  static Sender sender(JsonFields fields) {
    int version = Math.toIntExact(fields.whole("protocolVersion", 1, Integer.MAX_VALUE));
    if (version < OLDEST_PROTOCOL_VERSION || version > Sender.CURRENT_PROTOCOL_VERSION) {
      throw new UnknownProtocolException(version);
    }
    return new Sender(
        fields.clusterId("clusterId"),
        version,
        fields.id("senderId"),
        incarnation(fields.object("incarnation")),
        fields.ids("members"));
  }

  private static void put(Incarnation incarnation, ObjectNode json) {
    json.putObject("incarnation")
        .put("directory", incarnation.directory())
        .put("starts", incarnation.starts())
        .put("nonce", incarnation.nonce());
  }

  private static Incarnation incarnation(JsonFields fields) {
    return new Incarnation(
        fields.whole("directory"),
        fields.whole("starts", 1, Long.MAX_VALUE),
        fields.whole("nonce"));
  }

  private static ObjectNode requestFields(PeerRequest request) {
    ObjectNode json =
        senderFields(request.sender(), Json.object())
            .put("term", request.term())
            .put("round", request.round());
    Recipient recipient = request.recipient();
    ObjectNode known = json.putObject("recipient").put("term", recipient.term());
    if (recipient.incarnation() != null) {
      put(recipient.incarnation(), known);
    }
    return json;
  }

  private static Recipient recipient(JsonFields fields) {
    JsonFields known = fields.optionalObject("recipient");
    if (known == null) {
      return Recipient.UNKNOWN;
    }
    JsonFields incarnation = known.optionalObject("incarnation");
    return new Recipient(term(known), incarnation == null ? null : incarnation(incarnation));
  }

  private static long term(JsonFields fields) {
    return fields.whole("term", 0, HIGHEST_TERM);
  }

  private static long round(JsonFields fields) {
    return fields.whole("round", 0, Long.MAX_VALUE);
  }
}
