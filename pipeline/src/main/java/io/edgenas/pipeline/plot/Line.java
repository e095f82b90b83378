package io.edgenas.pipeline.plot;

import io.edgenas.search.compare.Entry.Place;
import java.util.List;

/**
 * What a strategy reaches, drawn as a line with a band around it.
 *
 * @param label the strategy's
 * @param note what is said behind the label, for example how much of the front it covers
 * @param places ascending; may be empty
 */
public record Line(String label, String note, List<Place> places) {
  public Line {
    places = List.copyOf(places);
  }

  /** Where it is before or at a place on the axis; the last known. */
  double medianAt(double at) {
    double median = Double.NaN;
    for (Place place : places) {
      if (place.at() <= at) {
        median = place.top1().median();
      }
    }
    return median;
  }
}
