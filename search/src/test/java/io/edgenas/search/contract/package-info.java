/**
 * What every strategy promises, as an abstract test, with toy problems whose answers are known. It
 * is published as a test-jar, so that strategies of other modules can run it, and uses what is
 * public of {@code io.edgenas.search} alone.
 */
package io.edgenas.search.contract;
