package io.edgenas.cli;

import io.edgenas.base.input.Check;
import io.edgenas.cli.text.TrainingDisplay;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Interruption;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.pipeline.demo.Demo;
import io.edgenas.pipeline.demo.DemoRow;
import io.edgenas.pipeline.train.SupernetTraining;
import io.edgenas.profiler.Bench;
import io.edgenas.profiler.ProfilePlan;
import io.edgenas.profiler.RunListener;
import io.edgenas.profiler.command.ProgressDisplay;
import io.edgenas.profiler.measure.StoppedException;
import io.edgenas.profiler.verify.ModelVerifier.Measured;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edgenas demo}: the main job on the bundled images. */
@Command(
    name = "demo",
    description = {
      "The whole job on bundled images of Fashion-MNIST: profiles this machine, trains a supernet,"
          + " searches for three latency budgets, exports a file for each and verifies it. The same"
          + " command again goes on where it was interrupted.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  private static final double LEAST_MINUTES = 1;
  private static final double MOST_MINUTES = 24 * 60;

  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo-out",
      description = "Where everything is written (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "" + Demo.DEFAULT_MINUTES,
      description = "Time for everything, from ${DEFAULT-VALUE} by default; less cuts every step.")
  private double minutes;

  @Override
  public Integer call() throws IOException {
    Check.range("--minutes", minutes, LEAST_MINUTES, MOST_MINUTES);
    try (Interruption interruption = Interruption.listen();
        Display display = new Display()) {
      Optional<Demo.Result> result = new Demo(out, minutes, display, interruption::requested).run();
      return result.isPresent() ? show(result.get()) : interrupted();
    } catch (StoppedException e) {
      return interrupted();
    }
  }

  private int interrupted() {
    output.note("interrupted; everything is kept. To go on:");
    output.note(
        "  "
            + Texts.commandLine(
                spec.root().name(), spec.root().commandLine().getParseResult().originalArgs()));
    return ExitCode.INTERRUPTED;
  }

  private int show(Demo.Result result) {
    output.text("");
    output.text(DemoRow.table(result.rows()));
    output.text("");
    output.text(
        "top-1: of the files themselves in ONNX Runtime, on "
            + result.rows().get(0).recall().imageCount()
            + " test images");
    output.text(
        "measured: in the state of the machine that this run's profile holds for; as timed "
            + String.join(", ", result.rows().stream().map(DemoCommand::asTimed).toList()));
    output.text(
        "table: " + Texts.path(result.table()) + ", picture: " + Texts.path(result.picture()));
    output.text("took " + Texts.time(Duration.ofMillis((long) (1e3 * result.seconds()))));
    if (output.json()) {
      result.rows().forEach(row -> output.result("", row.toJson()));
    }
    boolean missed =
        result.rows().stream().anyMatch(row -> row.verification().verdict() == Verdict.MISSED);
    return missed ? ExitCode.BUDGET_MISSED : ExitCode.DONE;
  }

  private static String asTimed(DemoRow row) {
    Measured timed = row.verification().asTimed();
    return Texts.ms(timed.medianMs()) + " (" + timed.verdict().text() + ")";
  }

  /** Shows the steps, and how far the long ones are. */
  private final class Display implements Demo.Listener, AutoCloseable {
    private final TrainingDisplay training = new TrainingDisplay(output);
    private ProgressDisplay profiling;

    @Override
    public void step(int number, String what) {
      close();
      output.note(number + ". " + what);
    }

    @Override
    public RunListener profiling() {
      return new RunListener() {
        @Override
        public void planned(ProfilePlan plan, Path folder, Bench bench) {
          output.note(
              "plan: "
                  + plan.operations().size()
                  + " operations and "
                  + plan.networks().size()
                  + " subnets in at most "
                  + Texts.time(plan.limit()));
          profiling = ProgressDisplay.open(output.err(), System::nanoTime, "profile");
        }

        @Override
        public void warned(String warning) {
          output.note("warning: " + warning);
        }

        @Override
        public void progressed(double doneShare, Duration left, String what) {
          profiling.progressed(doneShare, left, what);
        }
      };
    }

    @Override
    public SupernetTraining.Listener training() {
      return training;
    }

    @Override
    public void close() {
      if (profiling != null) {
        profiling.close();
        profiling = null;
      }
      training.close();
    }
  }
}
