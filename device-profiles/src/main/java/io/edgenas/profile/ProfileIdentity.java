package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * What must be the same for two measurements to stand in one table: the device and the
 * configuration. Texts that could not be found out are {@code unknown}.
 *
 * @param deviceId the folder's name: 1 to 64 lower-case letters, digits, dots, dashes, underscores
 * @param board model of the board or machine
 * @param cpu model of the CPU
 * @param gpu model of the GPU, {@code none} without one
 * @param cores number of CPU cores
 * @param architecture instruction set, as {@code amd64}, {@code aarch64}, or where another machine
 *     pretends to have it {@code aarch64 emulated by amd64}
 * @param provider ONNX Runtime's execution provider, as {@code cpu}; {@code foreign} for tables
 *     that others measured by other means
 * @param providerOptions options given to the provider
 * @param threads threads that compute
 * @param batch images per run
 * @param powerMode power mode or CPU governor
 * @param onnxRuntime major and minor version, as {@code 1.29}; {@code unknown} for tables of others
 */
public record ProfileIdentity(
    String deviceId,
    String board,
    String cpu,
    String gpu,
    int cores,
    String architecture,
    String provider,
    SortedMap<String, String> providerOptions,
    int threads,
    Precision precision,
    int batch,
    String powerMode,
    String onnxRuntime) {
  /** What a text says that nobody could find out. */
  public static final String UNKNOWN = ProfileFields.UNKNOWN;

  private static final String EMULATED_BY = " emulated by ";
  private static final int OPTIONS_DIGITS = 8;
  private static final Pattern DEVICE_ID = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  private static final Pattern ONNX_RUNTIME = Pattern.compile("[0-9]{1,4}\\.[0-9]{1,4}|" + UNKNOWN);
  private static final int MAX_CORES = 4_096;
  private static final int MAX_BATCH = 65_536;

  public ProfileIdentity {
    match("device id", deviceId, DEVICE_ID, "1 to 64 lower-case letters, digits and inner . _ -");
    ProfileFields.text("board", board);
    ProfileFields.text("cpu", cpu);
    ProfileFields.text("gpu", gpu);
    Check.range("cores", cores, 1, MAX_CORES);
    ProfileFields.text("architecture", architecture);
    match("provider", provider, PROVIDER, "1 to 32 lower-case letters, digits, _ and -");
    providerOptions = ProfileFields.texts("provider option", providerOptions);
    Check.range("threads", threads, 1, MAX_CORES);
    Objects.requireNonNull(precision, "precision");
    Check.range("batch", batch, 1, MAX_BATCH);
    ProfileFields.text("power mode", powerMode);
    match("ONNX Runtime version", onnxRuntime, ONNX_RUNTIME, "major.minor, as 1.29, or unknown");
  }

  private static void match(String name, String value, Pattern pattern, String allowed) {
    if (!pattern.matcher(value).matches()) {
      throw new BadInputException(
          name + " '" + Check.shown(value) + "' is not allowed: " + allowed);
    }
  }

  /**
   * The folder of this configuration below the device's, as {@code cpu-fp32-t1-b1}; options of the
   * provider add a digest of them, as {@code cuda-fp32-t1-b1-o1f0c2a9b}.
   */
  public String configuration() {
    String name = provider + "-" + precision.text() + "-t" + threads + "-b" + batch;
    return providerOptions.isEmpty() ? name : name + "-o" + optionsDigest();
  }

  private String optionsDigest() {
    StringBuilder text = new StringBuilder();
    providerOptions.forEach(
        (key, value) -> text.append(key).append('=').append(value).append('\n'));
    return Sha256.of(text.toString()).substring(0, OPTIONS_DIGITS);
  }

  /** The instruction set of a machine that only pretends to have it. */
  public static String emulated(String architecture, String by) {
    return architecture + EMULATED_BY + by;
  }

  /** Whether latencies are an emulator's: they say nothing about the device. */
  public boolean emulated() {
    return architecture.contains(EMULATED_BY);
  }

  /**
   * A field in which two identities differ.
   *
   * @param field its name in {@code profile.json}
   */
  public record Difference(String field, String mine, String other) {
    @Override
    public String toString() {
      return field + " is '" + mine + "', not '" + other + "'";
    }
  }

  /**
   * Lists where the other identity differs in anything but the version of ONNX Runtime, in the
   * order of the fields.
   */
  public List<Difference> differences(ProfileIdentity other) {
    Map<String, Object> theirs = other.toJson();
    List<Difference> found = new ArrayList<>();
    toJson()
        .forEach(
            (field, mine) -> {
              if (!field.equals("onnx_runtime") && !mine.equals(theirs.get(field))) {
                found.add(
                    new Difference(field, mine.toString(), String.valueOf(theirs.get(field))));
              }
            });
    return found;
  }

  static ProfileIdentity read(Document document) {
    document.allowKeys(
        "device_id",
        "board",
        "cpu",
        "gpu",
        "cores",
        "architecture",
        "provider",
        "provider_options",
        "threads",
        "precision",
        "batch",
        "power_mode",
        "onnx_runtime");
    return document.make(
        () ->
            new ProfileIdentity(
                document.required("device_id").text(),
                document.required("board").text(),
                document.required("cpu").text(),
                document.required("gpu").text(),
                document.required("cores").integer(1, MAX_CORES),
                document.required("architecture").text(),
                document.required("provider").text(),
                ProfileFields.readTexts(document.required("provider_options")),
                document.required("threads").integer(1, MAX_CORES),
                document.required("precision").oneOf(Precision.class),
                document.required("batch").integer(1, MAX_BATCH),
                document.required("power_mode").text(),
                document.required("onnx_runtime").text()));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device_id", deviceId);
    json.put("board", board);
    json.put("cpu", cpu);
    json.put("gpu", gpu);
    json.put("cores", cores);
    json.put("architecture", architecture);
    json.put("provider", provider);
    json.put("provider_options", providerOptions);
    json.put("threads", threads);
    json.put("precision", precision.text());
    json.put("batch", batch);
    json.put("power_mode", powerMode);
    json.put("onnx_runtime", onnxRuntime);
    return json;
  }
}
