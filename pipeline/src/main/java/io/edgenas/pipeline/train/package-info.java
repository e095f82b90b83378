/**
 * This package trains and imports supernets from beginning to end: data, plan, training, evaluated
 * subnets, fitted accuracy model. Told how far it is by listeners; prints nothing.
 *
 * <p>Accuracies are fractions from 0 to 1.
 */
package io.edgenas.pipeline.train;
