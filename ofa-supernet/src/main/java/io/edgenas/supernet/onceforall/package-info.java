/**
 * Supernets that once-for-all's own PyTorch code trained: which space a checkpoint is of, and its
 * weights and running batch-norm statistics under the names used here. Sees no tensor engine.
 */
package io.edgenas.supernet.onceforall;
