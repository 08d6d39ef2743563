package io.election.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind {@code -jar node.jar}: first configuration, as {@code -Dkey=value} or {@code
 * --key=value} with a dot in the key, then perhaps a command.
 *
 * @param configuration the given keys
 * @param command the rest; empty to run a node
 */
record NodeArguments(Map<String, String> configuration, List<String> command) {

  private static final Pattern SETTING =
      Pattern.compile(
          "(?:-D(?<property>[^=]+)|--(?<option>[^=]+\\.[^=]+))=(?<value>.*)", Pattern.DOTALL);

  static NodeArguments parse(String... arguments) {
    Map<String, String> configuration = new LinkedHashMap<>();
    List<String> command = new ArrayList<>();
    for (String argument : arguments) {
      Matcher setting = SETTING.matcher(argument);
      if (command.isEmpty() && setting.matches()) {
        String property = setting.group("property");
        configuration.put(
            property == null ? setting.group("option") : property, setting.group("value"));
      } else {
        command.add(argument);
      }
    }
    return new NodeArguments(configuration, command);
  }

  /** Makes the keys system properties. One that was given to the JVM itself wins. */
  void addTo(Properties systemProperties) {
    configuration.forEach(systemProperties::putIfAbsent);
  }
}
