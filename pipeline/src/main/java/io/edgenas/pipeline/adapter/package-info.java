/**
 * Adapters between the modules: what one offers, in the shape of the port that another asks for.
 *
 * <p>Latencies are milliseconds, accuracies fractions from 0 to 1. Depends on every module but
 * prints nothing and knows no command.
 */
package io.edgenas.pipeline.adapter;
