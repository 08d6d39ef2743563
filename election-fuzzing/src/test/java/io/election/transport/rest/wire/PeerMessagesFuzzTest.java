package io.election.transport.rest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.election.api.transport.Refusal;
import io.election.fuzzing.PlainText;
import java.util.Optional;
import java.util.function.Function;

/**
 * What comes from other nodes, requests and answers. A reader either refuses a body or its protocol
 * version as the documentation says, in one line, or understands it: then what it read, once
 * written, is read as the same again, and its terms and ids are within their bounds.
 */
class PeerMessagesFuzzTest {

  @FuzzTest(maxDuration = "30s")
  @DictionaryEntries({
    "\"clusterId\":\"a\",",
    "\"protocolVersion\":2,",
    "\"senderId\":1,",
    "\"incarnation\":{\"directory\":-1,\"starts\":1,\"nonce\":1},",
    "\"members\":[1,2],",
    "\"term\":1,",
    "\"round\":1,",
    "\"preVote\":true",
    "\"transfer\":{\"leaderId\":1,\"term\":1,\"number\":1}",
    "\"reachable\":[1,2]",
    "\"transferSeal\":1",
    "\"promise\":{\"lengthNanos\":1,\"spreadNanos\":1,\"intervalNanos\":1}",
    "\"recipient\":{\"term\":1,\"incarnation\":{\"directory\":1,\"starts\":1,\"nonce\":1}}",
    "\"number\":1",
    "\"granted\":true",
    "\"promiseLeftNanos\":1",
    "\"accepted\":true",
    "\"priority\":1",
    "\"promisedNanos\":1",
    "\"reason\":\"OLD_INCARNATION\"",
    "\"starts\":1",
    "\"detail\":\"x\"",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775806",
    "2147483648",
    "1e400",
    "NaN",
    "null"
  })
  void anyBodyIsRefusedOrUnderstood(byte[] body) {
    read(body, PeerMessages::readVoteRequest)
        .ifPresent(
            vote -> {
              assertTerm(vote.term());
              same(vote, PeerMessages.write(vote), PeerMessages::readVoteRequest);
            });
    read(body, PeerMessages::readHeartbeatRequest)
        .ifPresent(
            heartbeat -> {
              assertTerm(heartbeat.term());
              assertThat(heartbeat.reachable()).allMatch(id -> id > 0);
              same(heartbeat, PeerMessages.write(heartbeat), PeerMessages::readHeartbeatRequest);
            });
    read(body, PeerMessages::readTimeoutNowRequest)
        .ifPresent(
            handOver -> {
              assertTerm(handOver.term());
              same(handOver, PeerMessages.write(handOver), PeerMessages::readTimeoutNowRequest);
            });
    read(body, PeerMessages::readVoteResponse)
        .ifPresent(
            vote -> {
              assertTerm(vote.term());
              same(vote, PeerMessages.write(vote), PeerMessages::readVoteResponse);
            });
    read(body, PeerMessages::readHeartbeatResponse)
        .ifPresent(
            heard -> {
              assertTerm(heard.term());
              assertThat(heard.priority()).isBetween(0, 100);
              same(heard, PeerMessages.write(heard), PeerMessages::readHeartbeatResponse);
            });
    read(body, PeerMessages::readTimeoutNowResponse)
        .ifPresent(
            stands -> {
              assertTerm(stands.term());
              same(stands, PeerMessages.write(stands), PeerMessages::readTimeoutNowResponse);
            });
    read(body, Refusals::read)
        .flatMap(Function.identity())
        .ifPresent(refusal -> same(Optional.of(refusal), written(refusal), Refusals::read));
  }

  private static <M> Optional<M> read(byte[] body, Function<byte[], M> reader) {
    try {
      return Optional.of(reader.apply(body));
    } catch (UnreadableMessageException refused) {
      assertThat(refused.problem().status()).isIn(400, 413);
      PlainText.assertOneLine(refused.getMessage());
      assertThat(refused.getMessage()).hasSizeLessThan(300);
      return Optional.empty();
    } catch (UnknownProtocolException refused) {
      PlainText.assertOneLine(refused.getMessage());
      return Optional.empty();
    }
  }

  private static byte[] written(Refusal refusal) {
    return Refusals.write(refusal);
  }

  private static <M> void same(M message, byte[] written, Function<byte[], M> reader) {
    assertThat(reader.apply(written)).isEqualTo(message);
  }

  /** T7. */
  private static void assertTerm(long term) {
    assertThat(term).isBetween(0L, Long.MAX_VALUE - 1);
  }
}
