/**
 * Writing what EdgeNAS hands on: whole files or nothing, the same bytes for the same values. And
 * where it may write: folders that others cannot change, never through a symbolic link.
 *
 * <p>Depends on the JDK and Jackson's generator only.
 */
package io.edgenas.base.output;
