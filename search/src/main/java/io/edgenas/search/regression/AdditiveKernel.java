package io.edgenas.search.regression;

import java.util.List;

/**
 * Says how alike two rows are: a linear part for each group of columns, and one that bends, over
 * all columns, with a length scale for each group (Rasmussen and Williams, Gaussian Processes for
 * Machine Learning, 2006, sections 4.2 and 5.1).
 *
 * <pre>k(a, b) = sum_g v_g a_g . b_g + v exp(-sum_g |a_g - b_g|^2 / (2 l_g^2))</pre>
 *
 * <p>The linear parts are a Bayesian ridge with a penalty for each group; the part that bends tells
 * what they leave over. Parameters are natural logarithms, in the order {@code v_1, ..., v_G, v,
 * l_1, ..., l_G}.
 */
final class AdditiveKernel {
  private final List<ColumnGroup> groups;

  AdditiveKernel(List<ColumnGroup> groups) {
    this.groups = List.copyOf(groups);
  }

  int groups() {
    return groups.size();
  }

  /** See {@link ColumnGroup#siblings}. */
  int siblings(int group) {
    return groups.get(group).siblings();
  }

  int parameters() {
    return 2 * groups.size() + 1;
  }

  /** Writes the products of two rows, group by group, and then their squared distances. */
  void compare(double[] a, double[] b, double[] products) {
    int count = groups.size();
    for (int g = 0; g < count; g++) {
      double dot = 0;
      double square = 0;
      for (int j = groups.get(g).from(), to = groups.get(g).to(); j < to; j++) {
        double difference = a[j] - b[j];
        dot += a[j] * b[j];
        square += difference * difference;
      }
      products[g] = dot;
      products[count + g] = square;
    }
  }

  /** The kernel with its parameters fixed. */
  Fixed with(double[] logs) {
    return new Fixed(logs);
  }

  /** A kernel whose parameters are fixed. */
  final class Fixed {
    private final double[] weights;
    private final double bend;
    private final double[] rates;

    private Fixed(double[] logs) {
      int count = groups.size();
      weights = new double[count];
      rates = new double[count];
      for (int g = 0; g < count; g++) {
        weights[g] = Math.exp(logs[g]);
        rates[g] = 0.5 * Math.exp(-2 * logs[count + 1 + g]);
      }
      bend = Math.exp(logs[count]);
    }

    /** The kernel of two rows, of what {@link #compare} wrote of them. */
    double value(double[] products) {
      double linear = 0;
      double exponent = 0;
      for (int g = 0; g < weights.length; g++) {
        linear += weights[g] * products[g];
        exponent += rates[g] * products[weights.length + g];
      }
      return linear + bend * Math.exp(-exponent);
    }

    /** Adds the derivatives by the parameters, times a factor, to {@code gradient}. */
    void addGradient(double[] products, double factor, double[] gradient) {
      int count = weights.length;
      double exponent = 0;
      for (int g = 0; g < count; g++) {
        gradient[g] += factor * weights[g] * products[g];
        exponent += rates[g] * products[count + g];
      }
      double bent = factor * bend * Math.exp(-exponent);
      gradient[count] += bent;
      for (int g = 0; g < count; g++) {
        gradient[count + 1 + g] += bent * 2 * rates[g] * products[count + g];
      }
    }
  }
}
