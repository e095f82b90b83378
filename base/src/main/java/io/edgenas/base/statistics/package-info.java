/**
 * Statistics that judge predictions, shared by the latency and the accuracy models. JDK only; no
 * units.
 */
package io.edgenas.base.statistics;
