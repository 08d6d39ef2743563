package io.election.api.transport;

import java.util.regex.Pattern;

/** How the name of a cluster is written. Strangers send it, so it must be short and safe to log. */
public final class ClusterId {

  /** The form in words, to be put behind "must be". */
  public static final String FORM = "1 to 100 letters, digits, '.', '_' and '-'";

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private ClusterId() {}

  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }
}
