package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.Truncate;
import io.election.api.store.crash.DiskOperation.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file whose writes, truncations and forces go to the log. */
final class LoggedFileChannel extends FileChannel {

  private final FileChannel real;
  private final int inode;
  private final DiskLog log;

  LoggedFileChannel(FileChannel real, int inode, DiskLog log) {
    this.real = real;
    this.inode = inode;
    this.log = log;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return log.perform(written(source, real.position()), () -> real.write(source));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return log.perform(written(source, position), () -> real.write(source, position));
  }

  private Write written(ByteBuffer source, long position) {
    byte[] bytes = new byte[source.remaining()];
    source.duplicate().get(bytes);
    return new Write(inode, position, bytes);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    if (size < real.size()) {
      log.perform(new Truncate(inode, size), () -> real.truncate(size));
    }
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    log.force(inode);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return real.read(target);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return real.read(target, position);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return real.read(targets, offset, length);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    real.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  // What no store needs.

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }
}
