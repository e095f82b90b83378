/**
 * Reading PyTorch checkpoints that strangers made.
 *
 * <p>A checkpoint is a pickle, a program for a small machine, with the values beside it. The
 * machine here knows the operations that tensors and plain containers need and refuses all others
 * by name: nothing of a file is ever run, no class is looked up, and sizes are checked before
 * anything is allocated. Depends on the JDK and {@code io.edgenas.base.input} only.
 */
package io.edgenas.supernet.pytorch;
