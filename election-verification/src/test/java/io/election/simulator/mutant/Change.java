package io.election.simulator.mutant;

import java.util.ArrayList;
import java.util.List;

/**
 * Some adjoining lines of a source file that become others. Indentation does not count.
 *
 * @param file the path of the source below its root
 */
record Change(String file, List<String> before, List<String> after) {

  Change {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * @throws IllegalStateException if the lines are not there exactly once
   */
  String applyTo(String source) {
    List<String> lines = source.lines().toList();
    List<Integer> found = new ArrayList<>();
    for (int start = 0; start + before.size() <= lines.size(); start++) {
      if (matches(lines.subList(start, start + before.size()))) {
        found.add(start);
      }
    }
    if (before.isEmpty() || found.size() != 1) {
      throw new IllegalStateException(
          "the mutant no longer applies: in %s these lines stand %d times, not once:%n%s"
              .formatted(file, found.size(), String.join("\n", before)));
    }
    List<String> changed = new ArrayList<>(lines.subList(0, found.get(0)));
    changed.addAll(after);
    changed.addAll(lines.subList(found.get(0) + before.size(), lines.size()));
    return String.join("\n", changed) + "\n";
  }

  private boolean matches(List<String> lines) {
    for (int i = 0; i < before.size(); i++) {
      if (!lines.get(i).strip().equals(before.get(i).strip())) {
        return false;
      }
    }
    return true;
  }
}
