package io.edgenas.cli.text;

import io.edgenas.network.Network;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A space in figures.
 *
 * @param smallest its smallest network for the task asked about
 * @param largest its largest
 */
public record SpaceSummary(SearchSpace space, Network smallest, Network largest) {
  private static final String ROW = "%-14s %9s  %-18s  %-18s  %s";
  public static final String HEADER =
      String.format(
          Locale.ROOT, ROW, "space", "subnets", "million MACs", "million parameters", "pixels");

  public static SpaceSummary of(SearchSpace space, Task task) {
    return new SpaceSummary(
        space, space.lower(task, space.smallest()), space.lower(task, space.largest()));
  }

  /** A row below {@link #HEADER}. */
  public String line() {
    return String.format(
        Locale.ROOT,
        ROW,
        space.name(),
        subnets(),
        range(smallest.macs(), largest.macs()),
        range(smallest.params(), largest.params()),
        resolutions());
  }

  /** Every choice of the space, for people, a line each. */
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    lines.add("space        " + space.name());
    lines.add("fingerprint  " + space.fingerprint());
    lines.add("subnets      " + subnets());
    String asked = " (" + largest.classes() + " classes, " + largest.channels() + " channels)";
    lines.add("MACs         " + range(smallest.macs(), largest.macs()) + " million" + asked);
    lines.add("parameters   " + range(smallest.params(), largest.params()) + " million" + asked);
    lines.add("resolutions  " + space.resolutions());
    lines.add("smallest     " + smallest.arch());
    lines.add("largest      " + largest.arch());
    lines.addAll(space.details());
    return lines;
  }

  private String subnets() {
    String exact = space.size().toString();
    return exact.length() <= 9
        ? exact
        : String.format(
            Locale.ROOT, "%.1e", new BigDecimal(space.size()).round(MathContext.DECIMAL32));
  }

  private String resolutions() {
    List<Integer> all = space.resolutions();
    return all.size() <= 4
        ? all.toString().replaceAll("[\\[\\]]", "")
        : all.get(0) + " to " + all.get(all.size() - 1) + " (" + all.size() + ")";
  }

  private static String range(long least, long most) {
    return String.format(Locale.ROOT, "%.3g to %.3g", least / 1e6, most / 1e6);
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("space", space.name());
    json.put("fingerprint", space.fingerprint());
    // A text: most JSON readers would round a number of this size.
    json.put("subnets", space.size().toString());
    json.put("classes", largest.classes());
    json.put("channels", largest.channels());
    json.put("smallest", figures(smallest));
    json.put("largest", figures(largest));
    json.put("resolutions", space.resolutions());
    return json;
  }

  private static Map<String, Object> figures(Network network) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", network.arch().toString());
    json.put("params", network.params());
    json.put("macs", network.macs());
    return json;
  }

  /** Returns what {@link #toJson} does, and the whole space as its file would hold it. */
  public Map<String, Object> toDetailedJson() {
    Map<String, Object> json = toJson();
    json.put("definition", space.toJson());
    return json;
  }
}
