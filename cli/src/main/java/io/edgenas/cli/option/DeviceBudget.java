package io.edgenas.cli.option;

import io.edgenas.base.input.Check;
import io.edgenas.console.ArgumentTypes;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Another device, and the budget on it.
 *
 * @param profile as {@code --profile} takes it
 */
record DeviceBudget(Path profile, double budgetMs) {
  /** Reads {@code DIR=MS}; what follows the last equals sign is the budget. */
  static final class Converter implements ITypeConverter<DeviceBudget> {
    @Override
    public DeviceBudget convert(String text) {
      int equals = text.lastIndexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw new TypeConversionException(
            "'"
                + Check.shown(text)
                + "' is not DIR=MS: give the folder of a profile and a budget in milliseconds, for"
                + " example profiles/pixel-8=12.5");
      }
      return new DeviceBudget(
          ArgumentTypes.path(text.substring(0, equals)),
          ArgumentTypes.number(text.substring(equals + 1)));
    }
  }
}
