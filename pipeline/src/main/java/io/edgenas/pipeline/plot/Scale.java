package io.edgenas.pipeline.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values lie on an axis.
 *
 * @param low value at the near end
 * @param high value at the far end, above {@code low}
 * @param from pixel of the near end
 * @param to pixel of the far end
 */
record Scale(double low, double high, double from, double to) {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  Scale {
    if (!(low < high)) {
      double around = low == 0 ? 1 : Math.abs(low) / 100;
      high = low + around;
      low -= around;
    }
  }

  double pixel(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values on the axis, about so many. */
  List<Double> ticks(int about) {
    double step = step(about);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private double step(int about) {
    double raw = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double step : STEPS) {
      if (step * power >= raw * (1 - 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /**
   * A tick's text, with as many decimals as tell it from its neighbours: {@code 92.5}, {@code 45M}.
   */
  String label(double tick, int about) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    double unit = largest >= 1e9 ? 1e9 : largest >= 1e6 ? 1e6 : largest >= 1e4 ? 1e3 : 1;
    String suffix = unit == 1e9 ? "G" : unit == 1e6 ? "M" : unit == 1e3 ? "k" : "";
    double step = step(about) / unit;
    int decimals = 0;
    while (decimals < 6
        && Math.abs(step * Math.pow(10, decimals) % 1) > 1e-6
        && Math.abs(step * Math.pow(10, decimals) % 1) < 1 - 1e-6) {
      decimals++;
    }
    return String.format(Locale.ROOT, "%." + decimals + "f", tick / unit + 0.0) + suffix;
  }
}
