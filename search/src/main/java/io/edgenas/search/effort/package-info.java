/**
 * How much of a search's budget something takes, where it can be measured with less than the full
 * effort.
 *
 * <p>Efforts are in the unit of what is measured (images, seeds, training steps) until they are
 * counted in evaluations. Depends on the JDK and {@code base}.
 */
package io.edgenas.search.effort;
