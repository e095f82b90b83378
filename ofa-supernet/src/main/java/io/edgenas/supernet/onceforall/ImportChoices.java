package io.edgenas.supernet.onceforall;

import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint cannot tell.
 *
 * @param resolutions sides of the images it was trained at, ascending
 * @param depths per stage, ascending; empty for 2 up to the largest
 * @param expands expand ratios, ascending; empty for those of 3, 4, 6 and the largest that fit
 */
public record ImportChoices(
    List<Integer> resolutions, Optional<List<Integer>> depths, Optional<List<Integer>> expands) {
  public ImportChoices {
    resolutions = List.copyOf(resolutions);
    depths = depths.map(List::copyOf);
    expands = expands.map(List::copyOf);
  }
}
