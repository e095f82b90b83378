/** This package is the demo: the whole job on the bundled images, resumable at every step. */
package io.edgenas.pipeline.demo;
