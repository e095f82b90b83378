package io.edgenas.cli.text;

import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.pipeline.train.SupernetTraining;
import io.edgenas.pipeline.train.TrainingEstimate;
import io.edgenas.profiler.command.ProgressDisplay;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.train.TrainingPlan;
import io.edgenas.supernet.train.TrainingPlan.PhaseEstimate;
import io.edgenas.supernet.train.TrainingProgress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows how a training goes on standard error. */
public final class TrainingDisplay implements SupernetTraining.Listener, AutoCloseable {
  private final OutputOptions output;
  private TrainingEstimate estimate;
  private final TrainingPace pace = new TrainingPace();
  private ProgressDisplay progress;
  private double trainedSeconds;
  private long evaluating;
  private int evaluatedBefore;

  public TrainingDisplay(OutputOptions output) {
    this.output = output;
  }

  public static String describe(TrainingEstimate estimate) {
    TrainingPlan training = estimate.training();
    StringBuilder text = new StringBuilder("plan: about ").append(Texts.time(estimate.total()));
    if (estimate.shortened()) {
      text.append(
          String.format(
              Locale.ROOT,
              "; phases cut to %.0f %% of policy %s to fit the time",
              100 * training.scale(),
              training.policy().name()));
    }
    for (PhaseEstimate phase : training.phases()) {
      text.append(
          phase.steps() == 0
              ? String.format(Locale.ROOT, "%n  %-14s %7s", phase.name(), "done")
              : line(phase.name(), phase.steps(), "steps", phase.seconds()));
    }
    text.append(line("evaluation", estimate.samples(), "subnets", estimate.evaluationSeconds()));
    if (estimate.samples() < estimate.asked()) {
      text.append(String.format(Locale.ROOT, ", of the policy's %d", estimate.asked()));
    }
    return text.toString();
  }

  private static String line(String name, long count, String unit, double seconds) {
    return String.format(
        Locale.ROOT, "%n  %-14s %7d %-8s %s", name, count, unit, Texts.time(seconds(seconds)));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (1e3 * seconds));
  }

  @Override
  public void warned(String warning) {
    output.note("warning: " + warning);
  }

  @Override
  public void noted(String note) {
    output.note(note);
  }

  @Override
  public void planned(TrainingEstimate made) {
    estimate = made;
    output.note(describe(made));
    progress = ProgressDisplay.open(output.err(), System::nanoTime, "train");
  }

  @Override
  public void step(TrainingProgress step) {
    if (progress == null) {
      return;
    }
    pace.add(step);
    List<PhaseEstimate> phases = estimate.training().phases();
    PhaseEstimate current = phases.get(step.phase());
    double planned = Math.max(1e-6, current.secondsPerStep());
    double now = pace.secondsPerStep().orElse(planned);
    double leftOfPhase = (step.steps() - step.step()) * now;
    double later = estimate.evaluationSeconds();
    for (PhaseEstimate next : phases.subList(step.phase() + 1, phases.size())) {
      later += next.seconds();
    }
    trainedSeconds = step.elapsedSeconds();
    // What makes this phase slower or faster than planned does so with what comes later.
    show(trainedSeconds, leftOfPhase + later * now / planned, phase(step, phases, leftOfPhase));
  }

  private String phase(TrainingProgress step, List<PhaseEstimate> phases, double left) {
    String rate =
        pace.imagesPerSecond().isPresent()
            ? String.format(Locale.ROOT, "%.0f images/s, ", pace.imagesPerSecond().getAsDouble())
            : "";
    return String.format(
        Locale.ROOT,
        "phase %s (%d of %d) step %d of %d, %sloss %.3f, %s left of it",
        step.phaseName(),
        step.phase() + 1,
        phases.size(),
        step.step(),
        step.steps(),
        rate,
        pace.loss(),
        Texts.time(seconds(left)));
  }

  @Override
  public void evaluated(int done, int wanted) {
    if (progress == null) { // the training itself had ended before, so nothing was planned
      progress = ProgressDisplay.open(output.err(), System::nanoTime, "train");
    }
    if (evaluating == 0) {
      evaluating = System.nanoTime();
      evaluatedBefore = done;
    }
    double spent = (System.nanoTime() - evaluating) / 1e9;
    double each = spent / Math.max(1, done - evaluatedBefore);
    show(
        trainedSeconds + done * each,
        (wanted - done) * each,
        "evaluated " + done + " of " + wanted + " subnets");
  }

  private void show(double elapsedSeconds, double leftSeconds, String what) {
    double share = elapsedSeconds / Math.max(1e-9, elapsedSeconds + leftSeconds);
    progress.progressed(share, seconds(leftSeconds), what);
  }

  @Override
  public void row(LogRow row) {
    if (row.largestTop1().isPresent()) {
      output.note(
          String.format(
              Locale.ROOT,
              "phase %s done: largest subnet %s, smallest %s on validation images",
              row.phaseName(),
              Texts.percent(row.largestTop1().getAsDouble()),
              Texts.percent(row.smallestTop1().orElse(Double.NaN))));
      noteLength(row);
    }
  }

  private void noteLength(LogRow end) {
    long steps = estimate.training().phases().get(end.phase()).steps();
    if (end.step() < steps) {
      output.note(
          String.format(
              Locale.ROOT,
              "phase %s had %d of its %d planned steps, to fit the time: they took longer than"
                  + " planned",
              end.phaseName(),
              end.step(),
              steps));
    }
  }

  @Override
  public void waited(String phaseName, double share) {
    output.note(
        String.format(
            Locale.ROOT,
            "phase %s: %.1f %% of its time passed in waiting for batches",
            phaseName,
            100 * share));
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
