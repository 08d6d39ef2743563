package io.election.api.store.crash;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** The files below one directory, with everything that is done to them written to a log. */
public final class LoggedFileSystem extends FileSystem {

  private final DiskLog log;
  private final Path root;
  private final FileSystem real;
  private final LoggedFileSystemProvider provider;

  /**
   * @param realRoot an existing directory of the default file system; what is in it now counts as
   *     being on stable storage
   */
  public LoggedFileSystem(Path realRoot) throws IOException {
    Path resolved = realRoot.toRealPath();
    this.log = new DiskLog(resolved);
    this.root = LoggedPath.wrap(this, resolved);
    this.real = realRoot.getFileSystem();
    this.provider = new LoggedFileSystemProvider(this, log);
  }

  public DiskLog log() {
    return log;
  }

  /** The directory itself, as a path of this file system. */
  public Path root() {
    return root;
  }

  @Override
  public Path getPath(String first, String... more) {
    return LoggedPath.wrap(this, real.getPath(first, more));
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return real.getRootDirectories();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return real.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return real.supportedFileAttributeViews();
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    return real.getPathMatcher(syntaxAndPattern);
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return real.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    return real.newWatchService();
  }
}
