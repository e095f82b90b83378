/** Tests of comparisons. */
package io.edgenas.pipeline.compare;
