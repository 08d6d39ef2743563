package io.election.transport.rest;

import io.election.api.transport.Incarnation;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Sender;
import java.util.Set;

/** The two nodes of the tests, as values and as they stand in a message. */
public final class Nodes {

  public static final Sender NODE_1 =
      new Sender("orders", 2, 1, new Incarnation(Long.MIN_VALUE, 1, Long.MAX_VALUE), Set.of(1, 2));

  public static final Sender NODE_2 =
      new Sender("orders", 2, 2, new Incarnation(-4, 7, 9_007_199_254_740_993L), Set.of(1, 2));

  public static final String NODE_1_FIELDS =
      "\"clusterId\":\"orders\",\"protocolVersion\":2,\"senderId\":1,"
          + "\"incarnation\":{\"directory\":-9223372036854775808,\"starts\":1,"
          + "\"nonce\":9223372036854775807},\"members\":[1,2]";

  public static final String NODE_2_FIELDS =
      "\"clusterId\":\"orders\",\"protocolVersion\":2,\"senderId\":2,"
          + "\"incarnation\":{\"directory\":-4,\"starts\":7,\"nonce\":9007199254740993},"
          + "\"members\":[1,2]";

  /** What a leader asks for, in the tests where that does not matter. */
  public static final PromiseRequest PROMISE = new PromiseRequest(500, 400, 100);

  public static final String PROMISE_FIELD =
      "\"promise\":{\"lengthNanos\":500,\"spreadNanos\":400,\"intervalNanos\":100}";

  private Nodes() {}
}
