/** A strategy as somebody else would write it: outside the search's packages, on what is public. */
package io.edgenas.elsewhere;
