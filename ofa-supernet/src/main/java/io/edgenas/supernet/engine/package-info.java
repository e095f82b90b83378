/**
 * The one place that knows the tensor engine: its settings before it loads, its thread, arrays made
 * from Java values, and the few native calls that DJL's interfaces lack.
 *
 * <p>Depends on DJL, its PyTorch engine and batches of images; nothing here knows about networks.
 */
package io.edgenas.supernet.engine;
