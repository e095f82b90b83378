/** Tests of the adapters. */
package io.edgenas.cli.adapter;
