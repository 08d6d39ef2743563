package io.election.cli;

/**
 * One server-sent event.
 *
 * @param name its kind; {@code message} if the server named none
 * @param id its identifier; empty if it has none
 * @param data what it says
 */
public record ServerEvent(String name, String id, String data) {}
