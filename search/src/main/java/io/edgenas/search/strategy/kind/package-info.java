/**
 * What a strategy is before it runs: its name, its options and how it is made. Strategies of any
 * package describe themselves with it.
 *
 * <p>Depends on the JDK, {@code base} and {@code io.edgenas.search}.
 */
package io.edgenas.search.strategy.kind;
