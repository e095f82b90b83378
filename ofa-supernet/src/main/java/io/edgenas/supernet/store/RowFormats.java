package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.space.mbconv.ArchSpec;
import java.util.List;
import java.util.OptionalDouble;

/** The rows of the CSV files of a supernet folder. */
final class RowFormats {
  static final RowFormat<Sample> SAMPLES =
      new RowFormat<>() {
        @Override
        public List<String> columns() {
          return List.of("arch", "top1", "images");
        }

        @Override
        public List<String> write(Sample row) {
          return List.of(
              row.arch().toString(), Double.toString(row.top1()), Integer.toString(row.images()));
        }

        @Override
        public Sample read(List<String> fields) {
          return new Sample(
              ArchSpec.parse(fields.get(0)),
              number("top1", fields.get(1)),
              integer("images", fields.get(2)));
        }
      };

  static final RowFormat<LogRow> LOG =
      new RowFormat<>() {
        @Override
        public List<String> columns() {
          return List.of(
              "phase",
              "phase_name",
              "step",
              "learning_rate",
              "loss",
              "largest_top1",
              "smallest_top1",
              "elapsed_s");
        }

        @Override
        public List<String> write(LogRow row) {
          return List.of(
              Integer.toString(row.phase()),
              row.phaseName(),
              Long.toString(row.step()),
              Double.toString(row.learningRate()),
              Double.toString(row.loss()),
              text(row.largestTop1()),
              text(row.smallestTop1()),
              Double.toString(row.elapsedSeconds()));
        }

        @Override
        public LogRow read(List<String> fields) {
          return new LogRow(
              integer("phase", fields.get(0)),
              fields.get(1),
              integer64("step", fields.get(2)),
              number("learning_rate", fields.get(3)),
              number("loss", fields.get(4)),
              optional("largest_top1", fields.get(5)),
              optional("smallest_top1", fields.get(6)),
              number("elapsed_s", fields.get(7)));
        }
      };

  static final RowFormat<ScheduleChange> SCHEDULE_CHANGES =
      new RowFormat<>() {
        @Override
        public List<String> columns() {
          return List.of("phase", "step", "steps");
        }

        @Override
        public List<String> write(ScheduleChange row) {
          return List.of(
              Integer.toString(row.phase()), Long.toString(row.step()), Long.toString(row.steps()));
        }

        @Override
        public ScheduleChange read(List<String> fields) {
          return new ScheduleChange(
              integer("phase", fields.get(0)),
              integer64("step", fields.get(1)),
              integer64("steps", fields.get(2)));
        }
      };

  private RowFormats() {}

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  private static OptionalDouble optional(String column, String text) {
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(column, text));
  }

  private static double number(String column, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw malformed(column, text, "a number", e);
    }
  }

  private static int integer(String column, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw malformed(column, text, "a whole number", e);
    }
  }

  private static long integer64(String column, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw malformed(column, text, "a whole number", e);
    }
  }

  private static BadInputException malformed(
      String column, String text, String expected, NumberFormatException cause) {
    return new BadInputException(
        column + " '" + Check.shown(text) + "' is not allowed: " + expected, cause);
  }
}
