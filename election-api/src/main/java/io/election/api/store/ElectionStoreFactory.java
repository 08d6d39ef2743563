package io.election.api.store;

/**
 * Opens stores of one kind. An implementation is a CDI bean in a jar on the class path; the
 * configuration key {@code election.storage} chooses it by {@link #name()}.
 */
public interface ElectionStoreFactory {

  /**
   * The name that {@code election.storage} gives this kind of store, lower case, such as {@code
   * file}.
   */
  String name();

  /**
   * Opens the store of one node and locks its directory, making it if it is missing.
   *
   * @throws StoreException {@link StoreException.Problem#IN_USE} if another process has it open,
   *     {@link StoreException.Problem#UNAVAILABLE} if it cannot be made, read or locked, any other
   *     problem if what is there must not be used
   */
  ElectionStore open(StoreLocation location) throws StoreException;

  /**
   * Whether a store of this kind has kept a record at this location, without opening or changing
   * anything.
   */
  boolean hasRecord(StoreLocation location);
}
