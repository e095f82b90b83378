/**
 * Whether neural networks predict accuracies better than the learners of {@code
 * io.edgenas.search.accuracy}: an MLP, an LSTM and a GCN on DJL against the Gaussian process and
 * the ridge, on the same splits of published sets.
 */
package io.edgenas.experiments.learners;
