package io.edgenas.cli.text;

import io.edgenas.base.statistics.Interval;
import io.edgenas.console.Texts;
import io.edgenas.pipeline.extract.Finalist;
import io.edgenas.pipeline.extract.Outlook;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What else there is beside an answer, for people and machines. */
public final class OutlookText {
  private OutlookText() {}

  /** Two lines: the next best within the budget, and what more time would give. */
  public static String text(Outlook outlook) {
    String next =
        outlook
            .next()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "next best: %s, %s, %s",
                        each.arch(),
                        ms(each.boundMs()),
                        points(each.belief().mean() - outlook.best().belief().mean())))
            .orElse("nothing else keeps the budget");
    String above =
        outlook
            .above()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "nearest above: %s would cost %s more: %s, %s (better with a chance of %.0f"
                            + " %%)",
                        points(each.belief().mean() - outlook.best().belief().mean()),
                        ms(each.boundMs() - outlook.best().boundMs()),
                        each.arch(),
                        ms(each.boundMs()),
                        100 * each.belief().chanceToBeat(outlook.best().belief())))
            .orElse(
                String.format(
                    Locale.ROOT,
                    "nearest above: nothing up to %s is better with a chance of %.0f %%",
                    ms(outlook.searchedToMs()),
                    100 * Outlook.LIKELY));
    return next + "\n" + above;
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f points", 100 * difference);
  }

  private static String ms(double ms) {
    return Texts.ms(ms);
  }

  /** The same for machines. */
  public static Map<String, Object> toJson(Outlook outlook) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("best", toJson(outlook, Optional.of(outlook.best())));
    json.put("next", toJson(outlook, outlook.next()));
    json.put("above", toJson(outlook, outlook.above()));
    json.put("searched_to_ms", outlook.searchedToMs());
    return json;
  }

  private static Map<String, Object> toJson(Outlook outlook, Optional<Finalist> finalist) {
    if (finalist.isEmpty()) {
      return null;
    }
    Finalist each = finalist.get();
    Interval interval = each.interval95(outlook.images());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", each.arch().toString());
    json.put("bound_ms", each.boundMs());
    json.put("expected_top1", each.belief().mean());
    json.put("low", interval.low());
    json.put("high", interval.high());
    json.put("chance_to_beat_best", each.belief().chanceToBeat(outlook.best().belief()));
    return json;
  }
}
