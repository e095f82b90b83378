/**
 * This package shows results and progress: tables and sentences for people, objects for machines.
 */
package io.edgenas.cli.text;
