package io.edgenas.search;

import io.edgenas.network.Arch;

/**
 * A drawn architecture, and one that keeps the constraints to pull it to.
 *
 * @param arch may break constraints
 * @param anchor keeps them
 */
public record Draft(Arch arch, Arch anchor) {}
