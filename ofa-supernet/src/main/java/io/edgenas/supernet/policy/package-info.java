/**
 * How a supernet is trained, as a value: the policy file, its phases, and which subnets each step
 * of a phase trains.
 *
 * <p>Lengths are in epochs of the training images (fractions allowed), rates are per step. Depends
 * on search-space and {@code io.edgenas.data}; never sees a tensor library.
 */
package io.edgenas.supernet.policy;
