/**
 * The programs behind figures of the documents: each answered a question once and is kept so that
 * the answer can be had again. {@code experiments/README.md} lists them with their commands.
 */
package io.edgenas.experiments;
