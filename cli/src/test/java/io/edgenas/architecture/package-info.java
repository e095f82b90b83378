/** This package holds the rules of {@code docs/architecture.md} that a build can check. */
package io.edgenas.architecture;
