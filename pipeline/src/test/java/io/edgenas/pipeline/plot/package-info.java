/** Tests of the pictures. */
package io.edgenas.pipeline.plot;
