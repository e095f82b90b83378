package io.edgenas.search.compare;

import io.edgenas.base.statistics.RankSum;

/**
 * How a strategy stands after a number of queries.
 *
 * @param label the contestant's
 * @param top1 the best accuracy found
 * @param test against the reference: the pairs of a run of each, and what chance they have
 * @param optimal how many runs reached the best there is; 0 where that is not known
 */
public record Standing(
    String label, int queries, Spread top1, RankSum test, Verdict verdict, int optimal) {}
