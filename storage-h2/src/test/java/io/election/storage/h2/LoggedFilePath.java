package io.election.storage.h2;

import io.election.api.store.crash.LoggedFileSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.FileUtils;
import org.jspecify.annotations.Nullable;

/** H2's way to the files of a logged disk: what changes them goes through its paths. */
public final class LoggedFilePath extends FilePathWrapper {

  private static final String SCHEME = "logged";

  private static volatile @Nullable LoggedFileSystem disk;

  /** The prefix of its paths, which lead to this disk from now on. */
  static String register(LoggedFileSystem newDisk) {
    disk = newDisk;
    FilePath.register(new LoggedFilePath());
    return SCHEME + ":";
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  private Path path() {
    return disk.getPath(getBase().toString());
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return FileChannel.open(path(), FileUtils.modeToOptions(mode), FileUtils.NO_ATTRIBUTES);
  }

  @Override
  public OutputStream newOutputStream(boolean append) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createDirectory() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean createFile() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void moveTo(FilePath target, boolean atomicReplace) {
    throw new UnsupportedOperationException();
  }
}
