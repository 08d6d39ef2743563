package io.election.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of all as it is written in an option: {@code 1%} or {@code 0.01}. */
public final class ShareOption implements ITypeConverter<Double> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(%?)");

  @Override
  public Double convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      double number = Double.parseDouble(matcher.group(1));
      double share = matcher.group(2).isEmpty() ? number : number / 100;
      if (share <= 1) {
        return share;
      }
    }
    throw new TypeConversionException("'" + text + "' is not a share like 1% or 0.01");
  }
}
