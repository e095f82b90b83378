/** Tests of what the larger commands do. */
package io.edgenas.pipeline.train;
