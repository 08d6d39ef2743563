package io.election.storage.h2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.election.api.store.NodeDirectory;
import io.election.api.store.StoreException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How often the database was saved, kept outside of it. H2 opens a database whose newest part is
 * damaged by falling back to the part before, without a word; that would bring back an older vote
 * (rule T3). A row that has seen fewer saves than this file says gives it away.
 *
 * <p>It is written after the database, so a crash in between leaves it one behind and never ahead.
 */
final class SaveCount {

  static final String FILE = "election.saves";

  private final NodeDirectory directory;
  private final Path file;

  SaveCount(NodeDirectory directory) {
    this.directory = directory;
    this.file = directory.file(FILE);
  }

  /** The number of finished saves; 0 if there never was one. */
  long read() throws StoreException {
    try {
      directory.discardInterruptedReplace(FILE);
      String text = Files.readString(file, US_ASCII);
      long count = Long.parseLong(text.strip());
      if (count < 1 || !text.equals(count + "\n")) {
        throw new NumberFormatException(text);
      }
      return count;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (CharacterCodingException | NumberFormatException e) {
      throw StoreException.damaged(file, "it is not a number", e);
    } catch (IOException e) {
      throw StoreException.unavailable(file, "be read", e);
    }
  }

  void write(long count) throws IOException {
    directory.replace(FILE, (count + "\n").getBytes(US_ASCII));
  }
}
