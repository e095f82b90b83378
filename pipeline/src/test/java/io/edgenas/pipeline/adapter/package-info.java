/** Tests of the adapters. */
package io.edgenas.pipeline.adapter;
