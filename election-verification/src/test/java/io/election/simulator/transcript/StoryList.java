package io.election.simulator.transcript;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The list of all stories, as it stands in the documentation. */
final class StoryList {

  private static final String BEGIN = "<!-- stories -->\n";
  private static final String END = "<!-- end of stories -->\n";

  private StoryList() {}

  /** The page with the present list in it. */
  static String putInto(String page, List<Transcript> transcripts) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    return page.substring(0, begin) + "\n" + list(transcripts) + page.substring(end);
  }

  private static String list(List<Transcript> transcripts) {
    Map<String, List<Transcript>> byGroup =
        transcripts.stream()
            .collect(Collectors.groupingBy(Transcript::group, TreeMap::new, Collectors.toList()));
    StringBuilder list = new StringBuilder();
    byGroup.forEach(
        (group, stories) -> {
          list.append("**").append(group).append("**\n\n");
          stories.forEach(
              story ->
                  list.append(
                      "- [`%s`](../../election-verification/src/test/transcripts/%s.txt): %s%n"
                          .formatted(story.name(), story.name(), story.title())));
          list.append('\n');
        });
    return list.toString();
  }
}
