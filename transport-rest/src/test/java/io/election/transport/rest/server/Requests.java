package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;

import io.election.transport.rest.Nodes;
import io.restassured.specification.RequestSpecification;

/** Requests that are right, to be sent as they are or with one thing changed. */
final class Requests {

  static final String VOTE =
      "{" + Nodes.NODE_2_FIELDS + ",\"term\":5,\"round\":3,\"preVote\":true}";

  static final String HEARTBEAT =
      "{"
          + Nodes.NODE_2_FIELDS
          + ",\"term\":6,\"round\":3,\"reachable\":[1,2],\"transferSeal\":-7,"
          + Nodes.PROMISE_FIELD
          + "}";

  static final String TIMEOUT_NOW =
      "{" + Nodes.NODE_2_FIELDS + ",\"term\":6,\"round\":3,\"number\":-9}";

  private Requests() {}

  static RequestSpecification vote() {
    return given().contentType("application/json").body(VOTE);
  }

  static RequestSpecification vote(String oneMoreField) {
    return given()
        .contentType("application/json")
        .body(VOTE.substring(0, VOTE.length() - 1) + "," + oneMoreField + "}");
  }

  static RequestSpecification timeoutNow() {
    return given().contentType("application/json").body(TIMEOUT_NOW);
  }

  static RequestSpecification heartbeat() {
    return given().contentType("application/json").body(HEARTBEAT);
  }
}
