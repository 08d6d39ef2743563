package io.election.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as it is written in an option: {@code 0.5ms}, {@code 100ms}, {@code 1s}. */
public final class DurationOption implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s|m)");
  private static final Map<String, BigDecimal> UNIT_NANOS =
      Map.of(
          "us", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", BigDecimal.valueOf(1_000_000_000),
          "m", BigDecimal.valueOf(60_000_000_000L));

  /** No network, disk or pause worth simulating is longer. */
  private static final Duration LONGEST = Duration.ofDays(1);

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not a duration like 0.5ms, 100ms or 1s");
    }
    BigDecimal unit = UNIT_NANOS.get(matcher.group(2));
    long nanos =
        new BigDecimal(matcher.group(1))
            .multiply(unit)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    Duration duration = Duration.ofNanos(nanos);
    if (duration.compareTo(LONGEST) > 0) {
      throw new TypeConversionException("'" + text + "' is longer than a day");
    }
    return duration;
  }
}
