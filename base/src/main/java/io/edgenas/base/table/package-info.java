/**
 * This package reads and writes strict CSV tables: one format a kind of row, bounded sizes,
 * messages that name file, line and column. Depends on Commons CSV and {@code
 * io.edgenas.base.input}.
 */
package io.edgenas.base.table;
