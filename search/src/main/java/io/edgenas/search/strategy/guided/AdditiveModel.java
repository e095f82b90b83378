package io.edgenas.search.strategy.guided;

/** A number about architectures as a sum over their choices: see {@link ColumnSums}. */
final class AdditiveModel {
  private final double intercept;
  private final double[][] weights;

  /**
   * @param weights by decision and choice
   */
  AdditiveModel(double intercept, double[][] weights) {
    this.intercept = intercept;
    this.weights = weights;
  }

  double intercept() {
    return intercept;
  }

  /** What a choice adds; 0 where no sample has it. */
  double weight(int decision, int choice) {
    return weights[decision][choice];
  }
}
