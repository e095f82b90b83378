/**
 * This package reads folders of image files: which layout a folder has, which file is of which
 * class and part, and what to advise where it fits none.
 */
package io.edgenas.data.folder;
