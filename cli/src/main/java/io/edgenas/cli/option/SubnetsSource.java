package io.edgenas.cli.option;

import io.edgenas.base.input.Check;
import java.nio.file.Path;
import java.util.OptionalDouble;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Subnets within a latency on one device: one group of options. */
public final class SubnetsSource {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private SubjectSource source;

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "DIR",
      description = "The device profile to search for.")
  private Path profile;

  @Option(
      names = "--budget-ms",
      paramLabel = "X",
      description = "Largest latency of one run, in milliseconds; required without --reward.")
  private Double budgetMs;

  /** Where space, task and accuracy come from. */
  public SubjectSource source() {
    return source;
  }

  public Path profile() {
    return profile;
  }

  /**
   * The budget, checked; empty if none was given.
   *
   * @param required whether there must be one
   * @throws ParameterException if there is none though it is required
   */
  public OptionalDouble budgetMs(boolean required, CommandSpec command) {
    if (budgetMs == null && required) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--budget-ms=X', or '--reward=R'");
    }
    return budgetMs == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Check.positive("--budget-ms", budgetMs));
  }
}
