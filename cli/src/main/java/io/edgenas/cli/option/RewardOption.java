package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.search.reward.RewardPlan;
import io.edgenas.search.reward.RewardText;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is made large in place of accuracy: a mixin of commands that search. */
public final class RewardOption {
  @Option(
      names = "--reward",
      paramLabel = "R",
      description =
          "Make a reward of accuracy and costs as large as possible, instead of accuracy alone:"
              + " mnasnet:target=X is accuracy * (cost / target)^-0.07, mnasnet-hard:target=X takes"
              + " 0 up to the target and -1 above it as the exponent (below=W,above=W are others,"
              + " cost=C is another cost than the first), weighted:accuracy=W,COST=-W,... is a"
              + " weighted sum. Accuracy counts from 0 to 1. A target may be missed. A budget still"
              + " leaves out what is beyond it; it may be left out.")
  private String reward;

  /**
   * The reward; empty for accuracy alone.
   *
   * @param front whether a front is asked for
   * @throws BadInputException if the reward is not allowed, or a front is asked for beside it
   */
  public Optional<RewardPlan> plan(boolean front) {
    if (reward == null) {
      return Optional.empty();
    }
    if (front) {
      throw new BadInputException(
          "--reward is not allowed with --front: a reward has one best, a front keeps all"
              + " trade-offs; give one of them");
    }
    return Optional.of(RewardText.parse(reward));
  }
}
