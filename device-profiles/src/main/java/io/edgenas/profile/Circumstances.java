package io.edgenas.profile;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What was true during the measurements but may change between runs of one profile.
 *
 * @param date when the latest run began
 * @param toolVersion version of EdgeNAS
 * @param os operating system and kernel
 * @param jvm Java virtual machine and version
 * @param callOverheadUs latency of a run of an empty model, contained in every measured median;
 *     empty where unknown
 * @param timerStepNs smallest step of the timer; empty where unknown
 * @param sentinelUs latency of the space's reference subnet in the state of the machine that all
 *     medians hold for; empty where unknown
 * @param notes anything else by name: clocks, temperatures, drift
 */
public record Circumstances(
    Instant date,
    String toolVersion,
    String os,
    String jvm,
    OptionalDouble callOverheadUs,
    OptionalDouble timerStepNs,
    OptionalDouble sentinelUs,
    SortedMap<String, String> notes) {
  private static final double MAX_OVERHEAD_US = 1e6;

  /** A board without a battery begins its days in 1970. */
  private static final int FIRST_YEAR = 1970;

  private static final int LAST_YEAR = 2200;

  /** No runtime runs a network in less than the tenth part of a microsecond. */
  private static final double MIN_SENTINEL_US = 0.1;

  private static final double MAX_TIMER_STEP_NS = 1e9;

  public Circumstances {
    Check.range("year of the date", date.atOffset(ZoneOffset.UTC).getYear(), FIRST_YEAR, LAST_YEAR);
    ProfileFields.text("tool version", toolVersion);
    ProfileFields.text("os", os);
    ProfileFields.text("jvm", jvm);
    callOverheadUs.ifPresent(us -> Check.range("call_overhead_us", us, 0, MAX_OVERHEAD_US));
    timerStepNs.ifPresent(ns -> Check.range("timer_step_ns", ns, 0, MAX_TIMER_STEP_NS));
    sentinelUs.ifPresent(
        us -> Check.range("sentinel_us", us, MIN_SENTINEL_US, LatencyStatistics.MAX_US));
    notes = ProfileFields.texts("note", notes);
  }

  /** Describes measurements that were made without a sentinel. */
  public Circumstances(
      Instant date,
      String toolVersion,
      String os,
      String jvm,
      OptionalDouble callOverheadUs,
      OptionalDouble timerStepNs,
      SortedMap<String, String> notes) {
    this(date, toolVersion, os, jvm, callOverheadUs, timerStepNs, OptionalDouble.empty(), notes);
  }

  static Circumstances read(Document document) {
    document.allowKeys(
        "date",
        "tool_version",
        "os",
        "jvm",
        "call_overhead_us",
        "timer_step_ns",
        "sentinel_us",
        "notes");
    return document.make(
        () ->
            new Circumstances(
                date(document.required("date")),
                document.required("tool_version").text(),
                document.required("os").text(),
                document.required("jvm").text(),
                number(document, "call_overhead_us", 0, MAX_OVERHEAD_US),
                number(document, "timer_step_ns", 0, MAX_TIMER_STEP_NS),
                number(document, "sentinel_us", MIN_SENTINEL_US, LatencyStatistics.MAX_US),
                ProfileFields.readTexts(document.required("notes"))));
  }

  private static OptionalDouble number(Document document, String key, double min, double max) {
    return document.optional(key).stream().mapToDouble(value -> value.number(min, max)).findFirst();
  }

  private static Instant date(Document document) {
    try {
      return Instant.parse(document.text());
    } catch (DateTimeException e) {
      throw document.error(
          "'" + Check.shown(document.text()) + "' is not a date: write 2026-11-21T10:00:00Z");
    }
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("date", date.toString());
    json.put("tool_version", toolVersion);
    json.put("os", os);
    json.put("jvm", jvm);
    callOverheadUs.ifPresent(us -> json.put("call_overhead_us", us));
    timerStepNs.ifPresent(ns -> json.put("timer_step_ns", ns));
    sentinelUs.ifPresent(us -> json.put("sentinel_us", us));
    json.put("notes", notes);
    return json;
  }
}
