package io.edgenas.cli;

import io.edgenas.cli.job.SupernetTraining;
import io.edgenas.cli.job.SupernetTraining.Planned;
import io.edgenas.cli.job.TrainingPlan;
import io.edgenas.profiler.command.OutputOptions;
import io.edgenas.profiler.command.ProgressDisplay;
import io.edgenas.profiler.command.Texts;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.train.TrainingProgress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows how a training goes on standard error. */
final class TrainingDisplay implements SupernetTraining.Listener, AutoCloseable {
  private final OutputOptions output;
  private TrainingPlan plan;
  private ProgressDisplay progress;

  TrainingDisplay(OutputOptions output) {
    this.output = output;
  }

  static String describe(Planned planned) {
    TrainingPlan plan = planned.plan();
    StringBuilder text = new StringBuilder("plan: about ").append(Texts.time(plan.total()));
    if (planned.shortened()) {
      double factor =
          planned.policy().phases().get(0).epochs() / planned.full().phases().get(0).epochs();
      text.append(
          String.format(
              Locale.ROOT,
              "; all phases cut to %.0f %% of policy %s to fit the time",
              100 * factor,
              planned.full().name()));
    }
    for (TrainingPlan.Phase phase : plan.phases()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %-14s %7d steps  %s",
              phase.name(),
              phase.steps(),
              Texts.time(seconds(phase.seconds()))));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "%n  %-14s %7d nets   %s",
                "evaluation",
                plan.samples(),
                Texts.time(seconds(plan.evaluationSeconds()))))
        .toString();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (1e3 * seconds));
  }

  @Override
  public void warned(String warning) {
    output.note("warning: " + warning);
  }

  @Override
  public void planned(Planned planned) {
    plan = planned.plan();
    output.note(describe(planned));
    progress = ProgressDisplay.open(output.err(), System::nanoTime, "train");
  }

  @Override
  public void step(TrainingProgress step) {
    if (progress == null) {
      return;
    }
    List<TrainingPlan.Phase> phases = plan.phases();
    double left = (step.steps() - step.step()) * phases.get(step.phase()).secondsPerStep();
    for (TrainingPlan.Phase later : phases.subList(step.phase() + 1, phases.size())) {
      left += later.seconds();
    }
    show(left + plan.evaluationSeconds(), step.phaseName());
  }

  @Override
  public void evaluated(int done, int wanted) {
    if (progress != null) {
      show((wanted - done) * plan.secondsPerSample(), "evaluation");
    }
  }

  private void show(double leftSeconds, String what) {
    double total = plan.total().toMillis() / 1e3;
    double share = Math.max(0, Math.min(1, 1 - leftSeconds / total));
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
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
