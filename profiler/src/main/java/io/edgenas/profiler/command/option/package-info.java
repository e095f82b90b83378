/** This package holds options that several commands share, each with its check. */
package io.edgenas.profiler.command.option;
