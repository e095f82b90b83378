/**
 * Strategies that train a controller: a distribution over architectures that learns from the
 * rewards of what it drew.
 *
 * <p>Parameters and gradients are flat arrays of doubles. Depends on the JDK, {@code search-space},
 * {@code io.edgenas.search} and the kinds and parts of strategies.
 */
package io.edgenas.search.strategy.controller;
