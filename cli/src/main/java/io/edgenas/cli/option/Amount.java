package io.edgenas.cli.option;

import io.edgenas.base.input.Check;
import io.edgenas.console.ArgumentTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How people write large numbers: with a unit behind them, as in {@code 2.5M} or {@code 500kB}. */
final class Amount {
  private Amount() {}

  /** Reads a number of things: {@code 2500000}, {@code 2.5M}. */
  static final class Count implements ITypeConverter<Double> {
    private static final Map<String, Long> UNITS =
        Map.of("k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);

    @Override
    public Double convert(String text) {
      return read(text, UNITS, "300000, 300k or 2.5M");
    }
  }

  /** Reads a size in bytes: {@code 500000}, {@code 500kB}, {@code 5MiB}. */
  static final class Bytes implements ITypeConverter<Double> {
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
      UNITS.put("kB", 1_000L);
      UNITS.put("MB", 1_000_000L);
      UNITS.put("GB", 1_000_000_000L);
      UNITS.put("KiB", 1L << 10);
      UNITS.put("MiB", 1L << 20);
      UNITS.put("GiB", 1L << 30);
      UNITS.put("B", 1L);
    }

    @Override
    public Double convert(String text) {
      return read(text, UNITS, "500000, 500kB, 5MB or 4MiB");
    }
  }

  /** The first unit that the text ends in counts, so the longer ones come first. */
  private static double read(String text, Map<String, Long> units, String examples) {
    String unit = units.keySet().stream().filter(text::endsWith).findFirst().orElse("");
    double number;
    try {
      number = ArgumentTypes.number(text.substring(0, text.length() - unit.length()));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(
          "'" + Check.shown(text) + "' is not an amount: write for example " + examples);
    }
    return number * units.getOrDefault(unit, 1L);
  }
}
