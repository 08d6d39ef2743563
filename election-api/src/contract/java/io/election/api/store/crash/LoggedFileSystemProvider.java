package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.Truncate;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/** Does to the real files what it is asked, and writes down what changes them. */
final class LoggedFileSystemProvider extends FileSystemProvider {

  private final FileSystem fileSystem;
  private final DiskLog log;
  private final FileSystemProvider real;

  LoggedFileSystemProvider(LoggedFileSystem fileSystem, DiskLog log) {
    this.fileSystem = fileSystem;
    this.log = log;
    this.real = LoggedPath.unwrap(fileSystem.root()).getFileSystem().provider();
  }

  private static Path unwrap(Path path) {
    return LoggedPath.unwrap(path).toAbsolutePath().normalize();
  }

  // What changes files.

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = unwrap(path);
    boolean writes = options.contains(StandardOpenOption.WRITE);
    boolean existed = Files.exists(file);
    long size = existed ? Files.size(file) : 0;
    if (!writes || existed && !options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      return logged(file, real.newFileChannel(file, options, attributes));
    }
    if (!existed) {
      return logged(file, log.create(file, () -> real.newFileChannel(file, options, attributes)));
    }
    if (size == 0) {
      return logged(file, real.newFileChannel(file, options, attributes));
    }
    return logged(
        file,
        log.perform(
            new Truncate(log.inodeOf(file), 0),
            () -> real.newFileChannel(file, options, attributes)));
  }

  private FileChannel logged(Path file, FileChannel channel) {
    return new LoggedFileChannel(channel, log.inodeOf(file), log);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    Path directory = unwrap(path);
    log.makeDirectory(directory, () -> Files.createDirectory(directory, attributes));
  }

  @Override
  public void delete(Path path) throws IOException {
    Path file = unwrap(path);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      log.unlink(
          file,
          () -> {
            Files.delete(file);
            return file;
          });
    } else {
      real.delete(file);
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path from = unwrap(source);
    Path to = unwrap(target);
    log.rename(from, to, () -> Files.move(from, to, options));
  }

  // What only looks at them.

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return real.newDirectoryStream(unwrap(directory), filter);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(unwrap(path), unwrap(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(unwrap(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(unwrap(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(unwrap(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(unwrap(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(unwrap(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return real.readAttributes(unwrap(path), attributes, options);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    return fileSystem.getPath(uri.getPath());
  }

  @Override
  public String getScheme() {
    return "logged";
  }

  // What no store needs.

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }
}
