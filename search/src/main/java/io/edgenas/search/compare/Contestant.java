package io.edgenas.search.compare;

import io.edgenas.search.SearchStrategy;
import java.util.function.Supplier;

/**
 * A strategy as it takes part.
 *
 * @param label distinct; tells the strategy and what it was told
 * @param maker makes a strategy for one run, so that runs share nothing
 */
public record Contestant(String label, Supplier<SearchStrategy> maker) {}
