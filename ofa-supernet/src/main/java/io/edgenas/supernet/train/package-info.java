/**
 * This package trains a supernet: the optimiser, one step, the phases with their checkpoints, and
 * the plan of how long it will take.
 *
 * <p>Everything random is a function of seed, phase and step, so that a resumed run repeats what an
 * uninterrupted one does. Tensor work runs on the supernet's tensor thread; nothing prints. Losses
 * are in nats.
 */
package io.edgenas.supernet.train;
