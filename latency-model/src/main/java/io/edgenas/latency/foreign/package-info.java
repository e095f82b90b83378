/**
 * This package predicts from the latency tables of other projects, each in its own dialect of keys.
 *
 * <p>Milliseconds in what is handed out. Depends on the port and on the profile format's numbers.
 */
package io.edgenas.latency.foreign;
