package io.election.simulator.mutant;

import java.util.List;

/** The table of all mutants, as it stands in the documentation. */
final class MutantTable {

  private static final String BEGIN = "<!-- mutants -->\n";
  private static final String END = "<!-- end of mutants -->\n";

  private MutantTable() {}

  /** The page with the present table in it. */
  static String putInto(String page, List<Mutant> mutants) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    return page.substring(0, begin) + table(mutants) + page.substring(end);
  }

  private static String table(List<Mutant> mutants) {
    StringBuilder table = new StringBuilder("\n| wrong engine | seen by |\n|---|---|\n");
    for (Mutant mutant : mutants) {
      table.append(
          "| `%s`: %s | %s |\n"
              .formatted(mutant.name(), mutant.description(), inMarkdown(mutant.seenBy())));
    }
    return table.append('\n').toString();
  }

  private static String inMarkdown(String judge) {
    int name = judge.lastIndexOf(' ') + 1;
    return judge.substring(0, name) + '`' + judge.substring(name) + '`';
  }
}
