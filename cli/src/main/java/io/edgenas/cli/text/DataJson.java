package io.edgenas.cli.text;

import io.edgenas.data.DataReport;
import io.edgenas.data.DataReport.ClassCount;
import io.edgenas.data.DataReport.Range;
import io.edgenas.data.DataReport.Remark;
import io.edgenas.data.DataReport.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code edgenas data --json} tells; docs/formats.md lists the keys. */
public final class DataJson {
  private DataJson() {}

  public static Map<String, Object> of(String data, DataReport report, DataAdvice advice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("images", report.images());
    json.put("classes", report.classes().stream().map(DataJson::json).toList());
    json.put("imbalance", report.imbalance().isPresent() ? report.imbalance().getAsDouble() : null);
    json.put("balance", advice.balance().text());
    json.put("width", json(report.range(Shape::width)));
    json.put("height", json(report.range(Shape::height)));
    json.put("shorter_side", json(report.range(Shape::shorterSide)));
    json.put("formats", report.formats());
    json.put(
        "grey_images", report.shapes().stream().filter(shape -> shape.channels() == 1).count());
    json.put("channels", report.channels());
    json.put("unreadable", json(report.unreadable(), "reason"));
    json.put("misnamed", json(report.misnamed(), "format"));
    Map<String, Object> duplicates = new LinkedHashMap<>();
    duplicates.put("copies", report.duplicates().copies());
    duplicates.put("across_classes", report.duplicates().acrossClasses());
    duplicates.put("across_parts", report.duplicates().acrossParts());
    json.put("duplicates", duplicates);
    json.put("single_colour", report.singleColour());
    json.put("suggested_space", advice.space().name());
    json.put("resolutions", advice.resolutions());
    json.put("cache_bytes", advice.cacheBytes());
    json.put("warnings", report.warnings());
    json.put("errors", advice.errors());
    return json;
  }

  private static Map<String, Object> json(ClassCount row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", row.label());
    json.put("train", row.train());
    json.put("val", row.validation());
    json.put("test", row.test());
    return json;
  }

  private static Map<String, Object> json(Range range) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("min", range.min());
    json.put("median", range.median());
    json.put("max", range.max());
    return json;
  }

  private static List<Map<String, Object>> json(List<Remark> remarks, String key) {
    return remarks.stream()
        .map(
            remark -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("file", remark.file());
              json.put(key, remark.text());
              return json;
            })
        .toList();
  }
}
