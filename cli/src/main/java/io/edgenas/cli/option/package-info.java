/**
 * This package holds options that several commands of {@code edgenas} share, each with its check.
 */
package io.edgenas.cli.option;
