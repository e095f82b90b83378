/** Other people's tables of whole spaces as problems, for tests that compare with them. */
package io.edgenas.search.reference;
