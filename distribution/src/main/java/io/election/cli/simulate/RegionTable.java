package io.election.cli.simulate;

import io.election.cli.DurationOption;
import io.election.simulator.study.RoundTrips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads round trips between regions from a file: comma-separated, a header with the names of the
 * regions, a row for each in the same order, milliseconds or durations in the cells. Empty lines
 * and lines that begin with {@code #} are passed over.
 */
final class RegionTable implements ITypeConverter<RoundTrips> {

  private static final int MOST_REGIONS = 100;

  private record Row(int line, List<String> cells) {}

  @Override
  public RoundTrips convert(String file) {
    List<Row> rows = rows(file);
    if (rows.size() < 2) {
      throw new TypeConversionException(file + ": no table of regions in it");
    }
    Row header = rows.get(0);
    List<String> regions = header.cells().subList(1, header.cells().size());
    if (regions.isEmpty() || regions.size() > MOST_REGIONS) {
      throw wrong(file, header, "1 to " + MOST_REGIONS + " regions are wanted");
    }
    if (new HashSet<>(regions).size() < regions.size() || regions.contains("")) {
      throw wrong(file, header, "each region needs a name of its own");
    }
    if (rows.size() != regions.size() + 1) {
      throw wrong(
          file,
          rows.get(rows.size() - 1),
          regions.size() + " regions in the header, but " + (rows.size() - 1) + " rows");
    }
    long[][] nanos = new long[regions.size()][];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = nanos(file, rows.get(i + 1), regions, regions.get(i));
    }
    return new RoundTrips(List.copyOf(regions), nanos);
  }

  private static List<Row> rows(String file) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(new Row(number, Arrays.stream(line.split(",", -1)).map(String::strip).toList()));
        }
      }
    } catch (NoSuchFileException exception) {
      throw new TypeConversionException("there is no file " + file);
    } catch (IOException | RuntimeException exception) {
      throw new TypeConversionException("cannot read " + file + ": " + exception);
    }
    return rows;
  }

  private static long[] nanos(String file, Row row, List<String> regions, String region) {
    if (!row.cells().get(0).equals(region)) {
      throw wrong(
          file, row, "the row of " + region + " is wanted here, not of " + row.cells().get(0));
    }
    if (row.cells().size() != regions.size() + 1) {
      throw wrong(
          file, row, regions.size() + " round trips are wanted, not " + (row.cells().size() - 1));
    }
    return row.cells().stream().skip(1).mapToLong(cell -> nanos(file, row, cell)).toArray();
  }

  private static long nanos(String file, Row row, String cell) {
    String duration = cell.matches("[\\d.]+") ? cell + "ms" : cell;
    try {
      return new DurationOption().convert(duration).toNanos();
    } catch (TypeConversionException exception) {
      throw wrong(file, row, "'" + cell + "' is not a round trip like 80, in milliseconds");
    }
  }

  private static TypeConversionException wrong(String file, Row row, String what) {
    return new TypeConversionException(file + ":" + row.line() + ": " + what);
  }
}
