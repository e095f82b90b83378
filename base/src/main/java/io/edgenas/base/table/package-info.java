/**
 * This package reads and writes strict CSV tables: one format a kind of row, bounded sizes,
 * messages that name file, line and column. A table is written whole, or grows row by row. Depends
 * on Commons CSV, {@code io.edgenas.base.input} and {@code io.edgenas.base.output}.
 */
package io.edgenas.base.table;
