package io.edgenas.cli.option;

import io.edgenas.base.input.Check;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

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
      required = true,
      paramLabel = "X",
      description = "Largest latency of one run, in milliseconds.")
  private double budgetMs;

  /** Where space, task and accuracy come from. */
  public SubjectSource source() {
    return source;
  }

  public Path profile() {
    return profile;
  }

  /** The budget, checked. */
  public double budgetMs() {
    return Check.positive("--budget-ms", budgetMs);
  }
}
