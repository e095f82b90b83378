/**
 * This package keeps decoded images on disk, by content, so that a second opening and a killed run
 * need not decode them again. What a cache says is checked before it is believed.
 */
package io.edgenas.data.cache;
