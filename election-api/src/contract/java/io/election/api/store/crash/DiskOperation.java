package io.election.api.store.crash;

/** One change to a disk. Files and directories go by inode, since a name moves. */
public sealed interface DiskOperation extends DiskEntry {

  /** A change of a directory: which names it has and what they stand for. */
  sealed interface NameChange extends DiskOperation {
    int directory();
  }

  /** A change of what is in a file. */
  sealed interface DataChange extends DiskOperation {
    int inode();
  }

  /** A name for a file, which is empty as long as nothing is written to it. */
  record Link(int directory, String name, int inode) implements NameChange {}

  /** A name for a new directory. */
  record MakeDirectory(int directory, String name, int inode) implements NameChange {}

  /** A name is taken away. */
  record Unlink(int directory, String name) implements NameChange {}

  /** A name is taken away and given anew within one directory, in place of what had it before. */
  record Rename(int directory, String from, String to, int inode) implements NameChange {}

  /** Bytes at a position of a file. */
  record Write(int inode, long position, byte[] bytes) implements DataChange {
    @Override
    public String toString() {
      return "Write[inode=" + inode + ", " + bytes.length + " bytes at " + position + "]";
    }
  }

  /** A file is cut or lengthened. */
  record Truncate(int inode, long size) implements DataChange {}

  /** All that was changed in a file or a directory before is on stable storage. */
  record Force(int inode) implements DiskOperation {}
}
