/**
 * Writing what EdgeNAS hands on: whole files or nothing, the same bytes for the same values.
 *
 * <p>Depends on the JDK and Jackson's generator only.
 */
package io.edgenas.output;
