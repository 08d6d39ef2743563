package io.election.storage.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** A file system of H2's that cannot write below some directories. */
public final class FailingFileSystem extends FilePathWrapper {

  private static final String SCHEME = "failing";

  private static final Set<String> FAILING = ConcurrentHashMap.newKeySet();

  /** The prefix of its paths, known to H2 from now on. */
  static String register() {
    FilePath.register(new FailingFileSystem());
    return SCHEME + ":";
  }

  /** Writes and forces of files whose path starts so fail from now on. */
  static void fail(String pathPrefix) {
    FAILING.add(pathPrefix);
  }

  static void repair(String pathPrefix) {
    FAILING.remove(pathPrefix);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new FailingChannel(getBase().toString(), getBase().open(mode));
  }

  private static final class FailingChannel extends FileBaseDefault {

    private final String path;
    private final FileChannel channel;

    FailingChannel(String path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    private void check() throws IOException {
      if (FAILING.stream().anyMatch(path::startsWith)) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      check();
      return channel.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      check();
      channel.force(metaData);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      check();
      channel.truncate(size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      channel.close();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return channel.tryLock(position, size, shared);
    }
  }
}
