package io.edgenas.pipeline.adapter;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.accuracy.AccuracyError;
import io.edgenas.search.accuracy.AccuracyLearner;
import io.edgenas.search.accuracy.ArchEncoding;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.search.accuracy.CostAccuracyModel;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import io.edgenas.search.accuracy.LearnerScore;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.search.regression.GaussianProcess;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accuracy model of a trained supernet: several learners are judged on the evaluated subnets of
 * its folder, and the best is fitted. {@code accuracy-model.json} holds which one it is, what all
 * scored, and what only a long fit finds. The rest is computed from {@code samples.csv}.
 */
public final class SupernetAccuracy {
  private static final String NAME = "accuracy-model.json";
  private static final int SCHEMA = 1;
  private static final int MOST_SCORES = 16;
  private static final int MOST_PARAMETERS = 64;

  private final ArchEncoding encoding;
  private final List<AccuracyLearner> learners;

  /**
   * @param task whose resolutions the model knows
   */
  public SupernetAccuracy(SearchSpace space, Task task) {
    List<Integer> resolutions = task.resolutions();
    this.encoding =
        new ArchEncoding(
            space.withResolutions(resolutions),
            new NetworkMetrics(space, task, List.of(NetworkFigure.PARAMETERS, NetworkFigure.MACS))
                .all());
    this.learners =
        List.of(
            CostAccuracyModel.learner(encoding),
            RidgeAccuracyModel.learner(new ArchFeatures(space, resolutions)),
            GaussianAccuracyModel.learner(encoding));
  }

  /** The model of a description's space and task. */
  public static SupernetAccuracy of(SupernetDescription description) {
    return new SupernetAccuracy(description.space(), description.task());
  }

  /**
   * Judges the learners and fits the best.
   *
   * @throws BadInputException if there are too few samples
   */
  public ChosenModel fit(List<EvaluatedArch> samples) {
    return ChosenModel.of(learners.get(0), learners.subList(1, learners.size()), samples);
  }

  /**
   * Fits a Gaussian process, whether it is the best or not: it alone tells subnets it is sure of.
   */
  public GaussianAccuracyModel gaussian(List<EvaluatedArch> samples) {
    return GaussianAccuracyModel.fitted(encoding, samples);
  }

  /** Writes what {@link #read} needs beside the samples. */
  public static void write(Path supernet, ChosenModel chosen) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("learner", chosen.model().learner());
    json.put("scores", chosen.scores().stream().map(SupernetAccuracy::toJson).toList());
    if (chosen.model() instanceof GaussianAccuracyModel gaussian) {
      json.put("parameters", gaussian.parameters().logs());
      json.put("widening", gaussian.parameters().widening());
    }
    AtomicFiles.write(supernet.resolve(NAME), Json.pretty(json));
  }

  private static Map<String, Object> toJson(LearnerScore score) {
    Map<String, Object> json = new LinkedHashMap<>();
    AccuracyError error = score.error();
    json.put("learner", score.learner());
    json.put("samples", error.samples());
    json.put("rmse", error.rmse());
    json.put("kendall_tau", Double.isFinite(error.kendallTau()) ? error.kendallTau() : null);
    json.put("coverage_90", score.coverage());
    return json;
  }

  /**
   * Reads the model in a supernet's folder.
   *
   * @throws BadInputException if there is none, or it is malformed
   */
  public static ChosenModel read(SupernetFolder folder) {
    return of(folder.description()).read(folder.path(), folder.samples());
  }

  /**
   * Reads the model in a supernet's folder, whose samples are known.
   *
   * @throws BadInputException if there is none, or it is malformed
   */
  public ChosenModel read(Path supernet, List<EvaluatedArch> samples) {
    Path file = supernet.resolve(NAME);
    if (!Files.exists(file)) {
      throw new BadInputException(
          supernet
              + " has no "
              + NAME
              + ": run the train command again to its end, or for an imported supernet the import"
              + " again with --data");
    }
    Document document = Document.read(file);
    document.schema(SCHEMA);
    document.allowKeys("schema", "learner", "scores", "parameters", "widening");
    List<LearnerScore> scores =
        document.required("scores").list(MOST_SCORES).stream()
            .map(SupernetAccuracy::score)
            .toList();
    return restored(document, scores, samples);
  }

  private static LearnerScore score(Document document) {
    document.allowKeys("learner", "samples", "rmse", "kendall_tau", "coverage_90");
    return new LearnerScore(
        document.required("learner").text(),
        new AccuracyError(
            document.required("samples").integer(0, Integer.MAX_VALUE),
            document.required("rmse").number(0, Double.MAX_VALUE),
            document
                .optional("kendall_tau")
                .map(tau -> tau.anyNumber().orElse(Double.NaN))
                .orElse(Double.NaN)),
        document.required("coverage_90").number(0, 1));
  }

  private ChosenModel restored(
      Document document, List<LearnerScore> scores, List<EvaluatedArch> samples) {
    Document named = document.required("learner");
    String name = named.text();
    if (name.equals(GaussianAccuracyModel.LEARNER)) {
      List<Double> logs =
          document
              .required("parameters")
              .numbers(MOST_PARAMETERS, -Double.MAX_VALUE, Double.MAX_VALUE);
      double widening = document.required("widening").number(0, Double.MAX_VALUE);
      return document.make(
          () ->
              new ChosenModel(
                  GaussianAccuracyModel.restored(
                      encoding, samples, new GaussianProcess.Parameters(logs, widening)),
                  scores));
    }
    List<String> names = new ArrayList<>();
    for (AccuracyLearner learner : learners) {
      if (learner.name().equals(name)) {
        return document.make(() -> new ChosenModel(learner.fit(samples), scores));
      }
      names.add(learner.name());
    }
    throw named.error("learner " + Check.shown(name) + " is not one of " + names);
  }
}
