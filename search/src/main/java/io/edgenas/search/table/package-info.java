/**
 * Problems whose answers stand in a table: a CSV of architectures, what was chosen in each, how
 * accurate each is and what it costs. What is not in the table cannot be asked for.
 *
 * <p>Accuracies are fractions from 0 to 1; costs are in the table's own units. Depends on the JDK,
 * {@code base}, {@code search-space} and {@code io.edgenas.search}.
 */
package io.edgenas.search.table;
