/**
 * How fast subnets are trained: through the supernet, as plain DJL networks, and (by {@code
 * compare_with_pytorch.py}) as plain PyTorch networks.
 */
package io.edgenas.experiments.training;
