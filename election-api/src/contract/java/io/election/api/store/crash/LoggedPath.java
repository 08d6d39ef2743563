package io.election.api.store.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A path that leads to another file system and is otherwise the path that it stands for. */
final class LoggedPath implements InvocationHandler {

  private final FileSystem fileSystem;
  private final Path real;

  private LoggedPath(FileSystem fileSystem, Path real) {
    this.fileSystem = fileSystem;
    this.real = real;
  }

  static Path wrap(FileSystem fileSystem, Path real) {
    return (Path)
        Proxy.newProxyInstance(
            LoggedPath.class.getClassLoader(),
            new Class<?>[] {Path.class},
            new LoggedPath(fileSystem, real));
  }

  /** The path behind it; a path of the default file system stands for itself. */
  static Path unwrap(Path path) {
    return (Path) unwrapped(path);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return fileSystem;
    }
    Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < unwrapped.length; i++) {
      unwrapped[i] = unwrapped(unwrapped[i]);
    }
    try {
      Object result = method.invoke(real, unwrapped);
      return result instanceof Path path ? wrap(fileSystem, path) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object unwrapped(Object value) {
    boolean logged =
        value instanceof Path
            && Proxy.isProxyClass(value.getClass())
            && Proxy.getInvocationHandler(value) instanceof LoggedPath;
    return logged ? ((LoggedPath) Proxy.getInvocationHandler(value)).real : value;
  }
}
