package io.election.cli;

import java.io.Console;

/** Whether a person sits at both ends: types at standard input and looks at standard output. */
public final class InteractiveTerminal {

  private InteractiveTerminal() {}

  public static boolean isAttached() {
    Console console = System.console();
    String kind = System.getenv().getOrDefault("TERM", "dumb");
    return console != null && isTerminal(console) && !kind.equals("dumb");
  }

  /** Since Java 22 there may be a console without a terminal, and a method to ask which it is. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJava22) {
      return true;
    } catch (ReflectiveOperationException exception) {
      return false;
    }
  }
}
