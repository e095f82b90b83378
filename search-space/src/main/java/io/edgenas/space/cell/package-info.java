/**
 * This package is the family of cells, of which NAS-Bench-201 is one space (Dong and Yang,
 * NAS-Bench-201, ICLR 2020): a small graph of six edges, one operation on each, stacked in stages
 * with residual blocks between them. {@link io.edgenas.space.cell.CellSpace} says what the networks
 * look like.
 *
 * <p>Depends on {@code io.edgenas.space} and what that may see.
 */
package io.edgenas.space.cell;
