/**
 * The one place that knows the tensor engine: its settings before it loads, its thread, and the few
 * native calls that DJL's interfaces lack.
 *
 * <p>Depends on DJL and its PyTorch engine; nothing here knows about networks.
 */
package io.edgenas.supernet.engine;
