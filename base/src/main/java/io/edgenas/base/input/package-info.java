/**
 * Reading what people and other programs hand to EdgeNAS.
 *
 * <p>Files from others are hostile: every reader here bounds what it allocates and refuses beyond
 * by name. Whatever is wrong with an input ends in one {@link
 * io.edgenas.base.input.BadInputException} that names the file, line or field, the value, what is
 * allowed and what to do. Depends on the JDK, {@code base.value} and Jackson's streaming parsers
 * only.
 */
package io.edgenas.base.input;
