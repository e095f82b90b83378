package io.edgenas.supernet.store;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.ToolVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says where a supernet comes from. Without times: the same training writes the same bytes.
 *
 * @param tool version of EdgeNAS
 * @param seed of data order, augmentation, sampled subnets and initial weights
 * @param environment versions and platform by name
 */
public record Provenance(String tool, long seed, SortedMap<String, String> environment) {
  public Provenance {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /**
   * The provenance of a training that begins now in this JVM.
   *
   * @param engine name and version of the tensor library
   * @param threads with which it computes
   */
  public static Provenance ofThisJvm(long seed, String engine, int threads) {
    SortedMap<String, String> environment = platform();
    environment.put("engine", engine);
    environment.put("threads", Integer.toString(threads));
    return new Provenance(ToolVersion.get(), seed, environment);
  }

  /**
   * The provenance of a supernet that is imported now in this JVM.
   *
   * @param seed of what later commands draw: recalibration images, evaluated subnets
   */
  public static Provenance ofImport(long seed) {
    return new Provenance(ToolVersion.get(), seed, platform());
  }

  private static SortedMap<String, String> platform() {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("arch", System.getProperty("os.arch"));
    environment.put("java", System.getProperty("java.version"));
    environment.put("os", System.getProperty("os.name"));
    return environment;
  }

  static Provenance read(Document document) {
    document.allowKeys("tool", "seed", "environment");
    SortedMap<String, String> environment = new TreeMap<>();
    document
        .required("environment")
        .object()
        .forEach((key, value) -> environment.put(key, value.text()));
    return new Provenance(
        document.required("tool").text(),
        document.required("seed").integer64(Long.MIN_VALUE, Long.MAX_VALUE),
        environment);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tool", tool);
    json.put("seed", seed);
    json.put("environment", environment);
    return json;
  }
}
