/**
 * Statistics that judge predictions, shared by the latency and the accuracy models, and what every
 * module needs of order statistics. JDK only; no units.
 */
package io.edgenas.base.statistics;
