/**
 * Trade-offs between several numbers: which points no other beats, and how much they beat.
 *
 * <p>Depends on the JDK and {@code base}.
 */
package io.edgenas.search.front;
