/**
 * Training a supernet: the optimiser, one step, the phases with their checkpoints, and the plan of
 * how long it will take; then judging subnets by their accuracy on validation images.
 *
 * <p>Everything random is a function of seed, phase and step, so that a resumed run repeats what an
 * uninterrupted one does. Tensor work runs on the supernet's tensor thread; nothing prints. Losses
 * are in nats, accuracies are shares 0 to 1.
 */
package io.edgenas.supernet.train;
