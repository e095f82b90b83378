/**
 * What a value of the domain must be: the checks of types whose values our own code makes, and the
 * exception of those that are not so. Depends on the JDK only.
 */
package io.edgenas.base.value;
