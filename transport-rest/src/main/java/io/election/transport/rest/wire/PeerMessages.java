package io.election.transport.rest.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
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
 * <p>There is one protocol version so far. A message carries its sender's version, and whether that
 * is spoken here is for the election to say (rule T6), so a message is read for what it holds
 * whatever its version. When a version 2 drops or renames a field, the reader of that message is
 * where the field's old form is still taken.
 *
 * <p>Every reading method throws {@link UnreadableMessageException} for a message that is not
 * exactly right.
 */
public final class PeerMessages {

  /** The last term may not be used: nobody could stand in the one after it (rule T7). */
  private static final long HIGHEST_TERM = Long.MAX_VALUE - 1;

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
        recipientTerm(fields));
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
    return Json.write(json.put("transferSeal", request.transferSeal()));
  }

  public static HeartbeatRequest readHeartbeatRequest(byte[] body) {
    JsonFields fields = Json.read(body);
    return new HeartbeatRequest(
        sender(fields),
        term(fields),
        round(fields),
        fields.ids("reachable"),
        fields.whole("transferSeal"),
        recipientTerm(fields));
  }

  public static byte[] write(TimeoutNowRequest request) {
    return Json.write(requestFields(request).put("number", request.number()));
  }

  public static TimeoutNowRequest readTimeoutNowRequest(byte[] body) {
    JsonFields fields = Json.read(body);
    return new TimeoutNowRequest(
        sender(fields), term(fields), round(fields), fields.whole("number"), recipientTerm(fields));
  }

  public static byte[] write(VoteResponse response) {
    return Json.write(
        senderFields(response.sender(), Json.object())
            .put("term", response.term())
            .put("granted", response.granted()));
  }

  public static VoteResponse readVoteResponse(byte[] body) {
    JsonFields fields = Json.read(body);
    return new VoteResponse(sender(fields), term(fields), fields.flag("granted"));
  }

  public static byte[] write(HeartbeatResponse response) {
    return Json.write(
        senderFields(response.sender(), Json.object())
            .put("term", response.term())
            .put("accepted", response.accepted())
            .put("priority", response.priority()));
  }

  public static HeartbeatResponse readHeartbeatResponse(byte[] body) {
    JsonFields fields = Json.read(body);
    return new HeartbeatResponse(
        sender(fields),
        term(fields),
        fields.flag("accepted"),
        Math.toIntExact(fields.whole("priority", 0, HeartbeatResponse.HIGHEST_PRIORITY)));
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
    return json.put("clusterId", sender.clusterId())
        .put("protocolVersion", sender.protocolVersion())
        .put("senderId", sender.nodeId())
        .put("incarnation", sender.incarnation());
  }

  static Sender sender(JsonFields fields) {
    return new Sender(
        fields.clusterId("clusterId"),
        Math.toIntExact(fields.whole("protocolVersion", 1, Integer.MAX_VALUE)),
        fields.id("senderId"),
        fields.whole("incarnation"));
  }

  private static ObjectNode requestFields(PeerRequest request) {
    return senderFields(request.sender(), Json.object())
        .put("term", request.term())
        .put("round", request.round())
        .put("recipientTerm", request.recipientTerm());
  }

  private static long term(JsonFields fields) {
    return fields.whole("term", 0, HIGHEST_TERM);
  }

  private static long recipientTerm(JsonFields fields) {
    return fields.has("recipientTerm") ? fields.whole("recipientTerm", 0, HIGHEST_TERM) : 0;
  }

  private static long round(JsonFields fields) {
    return fields.whole("round", 0, Long.MAX_VALUE);
  }
}
