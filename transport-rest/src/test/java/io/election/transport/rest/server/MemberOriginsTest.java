package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberOriginsTest {

  private final MemberOrigins origins =
      new MemberOrigins(
          List.of("127.0.0.1:7101", "One.Example:80", "two.example:443", "[2001:db8::1]:7102"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:7101",
        "https://127.0.0.1:7101",
        "http://localhost:7101",
        "http://[::1]:7101",
        "http://one.example",
        "https://one.example:80",
        "http://two.example:443",
        "https://two.example",
        "http://[2001:db8::1]:7102",
        "HTTP://ONE.EXAMPLE"
      })
  void aPageOfAMember(String origin) {
    assertThat(origins.contain(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "http://127.0.0.1",
        "http://127.0.0.1:7102",
        "http://127.0.0.1:71010",
        "http://127.0.0.1:7101/",
        "http://127.0.0.1:7101.evil.example",
        "http://one.example:8080",
        "https://one.example",
        "http://one.example.evil.example",
        "http://evil.example?http://one.example",
        "ftp://one.example",
        "file://",
        "http://[2001:db8::2]:7102"
      })
  void aPageOfSomebodyElse(String origin) {
    assertThat(origins.contain(origin)).isFalse();
  }
}
