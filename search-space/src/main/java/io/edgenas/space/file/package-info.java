/**
 * This package finds and reads search spaces of any family: the built-in ones, and files of the
 * user's own. Families are named in {@code META-INF/services}.
 */
package io.edgenas.space.file;
