package io.edgenas.supernet.store;

/**
 * A row of {@code schedule-changes.csv}: from a step on, a phase has another number of steps than
 * planned.
 *
 * @param phase index of the phase, from 0
 * @param step number of its steps that were done by then
 * @param steps number of its steps from then on
 */
public record ScheduleChange(int phase, long step, long steps) {}
