/** Tests of the command, in-process and, in classes named IT, as a newcomer starts it. */
package io.edgenas.cli;
