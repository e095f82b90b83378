/** Tests of lint. */
package io.edgenas.latency.lint;
