package io.edgenas.pipeline.adapter;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.onnx.child.IsolatedModel;
import io.edgenas.onnx.child.IsolatedRuntime;
import io.edgenas.onnx.emit.AffineModelEmitter;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.search.accuracy.AccuracyError;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.OfaFeatures;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.mbconv.MbConvSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accuracy models as ONNX files: those that training leaves in a supernet's folder, which say in
 * their metadata what they are for, and the predictor that once-for-all's authors published, which
 * says nothing.
 */
public final class AccuracyModelFile {
  private static final String NAME = "accuracy-model.onnx";
  private static final int SCHEMA = 1;
  private static final String ENCODING = "arch-features";
  private static final String ENCODING_KEY = "edgenas.encoding";
  private static final String SPACE_KEY = "edgenas.space";
  private static final String RESOLUTIONS_KEY = "edgenas.resolutions";
  private static final int MAX_RESOLUTIONS = 64;

  private AccuracyModelFile() {}

  /** Returns the file in which a supernet's accuracy model lies. */
  public static Path in(Path supernet) {
    return supernet.resolve(NAME);
  }

  /** Writes a fitted model with its error. */
  public static void write(Path file, RidgeAccuracyModel model) throws IOException {
    ArchFeatures features = model.features();
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("edgenas.schema", Integer.toString(SCHEMA));
    metadata.put(ENCODING_KEY, Json.line(ENCODING));
    metadata.put(SPACE_KEY, Json.line(features.space().fingerprint()));
    metadata.put(RESOLUTIONS_KEY, Json.line(features.resolutions()));
    metadata.put("edgenas.error", Json.line(toJson(model.error())));
    AtomicFiles.write(
        file, AffineModelEmitter.emit(model.coefficients(), model.intercept(), metadata));
  }

  private static Map<String, Object> toJson(AccuracyError error) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("samples", error.samples());
    json.put("rmse", error.rmse());
    json.put("kendall_tau", Double.isFinite(error.kendallTau()) ? error.kendallTau() : null);
    return json;
  }

  /**
   * Opens a model for a space, in a process of its own: the file may be anybody's. The caller
   * closes it.
   *
   * @throws BadInputException if the file is missing, is refused, ends its process, or is for
   *     another space
   */
  public static OnnxAccuracy open(Path file, SearchSpace space) {
    return open(IsolatedModel.load(bytes(file), file.toString(), RuntimeConfig.DEFAULT), space);
  }

  /** Opens as above, in a process that stays the caller's. */
  static OnnxAccuracy open(Path file, SearchSpace space, IsolatedRuntime runtime) {
    return open(runtime.load(bytes(file), file.toString(), RuntimeConfig.DEFAULT), space);
  }

  private static byte[] bytes(Path file) {
    return InputFile.bytes(file, OnnxGuard.MAX_BYTES);
  }

  private static OnnxAccuracy open(IsolatedModel model, SearchSpace space) {
    try {
      return model.metadata().containsKey(ENCODING_KEY)
          ? own(model, space)
          : published(model, space);
    } catch (BadInputException e) {
      model.close();
      throw e;
    }
  }

  private static OnnxAccuracy published(IsolatedModel model, SearchSpace space) {
    List<Integer> known = OfaFeatures.resolutions();
    return OnnxAccuracy.of(
        model,
        new OfaFeatures(MbConvSpace.of(space, "once-for-all's accuracy predictor")),
        space.resolutions().stream().filter(known::contains).toList());
  }

  private static OnnxAccuracy own(IsolatedModel model, SearchSpace space) {
    String encoding = value(model, ENCODING_KEY).text();
    String fingerprint = value(model, SPACE_KEY).text();
    if (!encoding.equals(ENCODING) || !fingerprint.equals(space.fingerprint())) {
      throw new BadInputException(
          model.source()
              + " is an accuracy model ("
              + Check.shown(encoding)
              + ") of another space than "
              + space.name()
              + ": give the one of the supernet that is searched");
    }
    List<Integer> resolutions =
        value(model, RESOLUTIONS_KEY).integers(MAX_RESOLUTIONS, 1, Integer.MAX_VALUE);
    ArchFeatures features = Check.input(() -> new ArchFeatures(space, resolutions));
    return OnnxAccuracy.of(model, features, resolutions);
  }

  private static Document value(IsolatedModel model, String key) {
    String source = model.source();
    String text = model.metadata().get(key);
    if (text == null) {
      throw new BadInputException(source + " has no " + key + " in its metadata: is it cut off?");
    }
    return Document.parse(text, source + "/" + key + ".json");
  }
}
