package io.election.simulator.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A world in which the mutant is the product: engine, simulator and tests are loaded afresh and
 * link with it. The API and the JDK are shared, so that a result can be handed out.
 */
public final class MutantClassLoader extends ClassLoader {

  private static final List<String> LOADED_AFRESH =
      List.of("io.election.engine.", "io.election.simulator.");

  private final Map<String, byte[]> mutated;

  /**
   * @throws IllegalStateException if the mutant does not apply to the present sources, or does not
   *     compile
   */
  public MutantClassLoader(Mutant mutant) {
    super(MutantClassLoader.class.getClassLoader());
    this.mutated = MutantCompiler.compile(mutant);
  }

  /**
   * Runs a class in this world.
   *
   * @param harness a class with a constructor for these arguments; this world has its own copy
   */
  public String run(Class<? extends Callable<String>> harness, String... arguments)
      throws Exception {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    var constructor = loadClass(harness.getName()).getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return (String) ((Callable<?>) constructor.newInstance((Object[]) arguments)).call();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (LOADED_AFRESH.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] code = mutated.containsKey(name) ? mutated.get(name) : original(name);
    return defineClass(name, code, 0, code.length);
  }

  private byte[] original(String name) throws ClassNotFoundException {
    try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      return code.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
