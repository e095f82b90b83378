/**
 * This package holds what all commands share: the console, options for output, exit codes, how a
 * failure is shown, and what Ctrl-C does.
 *
 * <p>Results go to standard output, all else to standard error; what a terminal would obey in a
 * stranger's text is made visible. Depends on picocli and {@code io.edgenas.base}.
 */
package io.edgenas.console;
