package io.election.simulator.mutant;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the sources that a mutant changes, against the class path of the tests, in memory. */
final class MutantCompiler {

  private MutantCompiler() {}

  /**
   * @return the classes, by their binary names
   * @throws IllegalStateException if the mutant does not apply or does not compile
   */
  static Map<String, byte[]> compile(Mutant mutant) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (var classes = new Classes(compiler.getStandardFileManager(null, null, null))) {
      boolean compiled =
          compiler.getTask(complaints, classes, null, options(), null, sources(mutant)).call();
      if (!compiled) {
        throw new IllegalStateException("mutant %s: %s".formatted(mutant, complaints));
      }
      return classes.compiled();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> options() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of("-proc:none", "-nowarn", "--release", "17", "-classpath", classPath);
  }

  private static List<Source> sources(Mutant mutant) {
    Map<String, String> changed = new LinkedHashMap<>();
    for (Change change : mutant.changes()) {
      String source = changed.computeIfAbsent(change.file(), Modules::source);
      changed.put(change.file(), change.applyTo(source));
    }
    return changed.entrySet().stream()
        .map(entry -> new Source(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String file, String text) {
      super(URI.create("mutant:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

    Classes(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mutant:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return outputs.computeIfAbsent(className, name -> new ByteArrayOutputStream());
        }
      };
    }

    Map<String, byte[]> compiled() {
      Map<String, byte[]> classes = new HashMap<>();
      outputs.forEach((name, output) -> classes.put(name, output.toByteArray()));
      return classes;
    }
  }
}
