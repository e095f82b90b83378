/** Tests of the pictures. */
package io.edgenas.cli.plot;
