package io.edgenas.pipeline.extract;

import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Candidate;
import io.edgenas.search.accuracy.Belief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranks the subnets that promise most. What the model believes of each is joined with how it does
 * on images that the model has not seen, each with the weight of its precision: a few images do not
 * outvote a sure model, and many images do outvote an unsure one.
 *
 * <p>Those images may be easier or harder than the ones that were learned from. That is the same
 * for all finalists, so it is taken out: their mean counts for nothing.
 */
final class Finals {
  private Finals() {}

  /**
   * Ranks finalists by what is believed of them.
   *
   * @param beliefs one per finalist
   * @return best first; of equal ones in the order given
   */
  static List<Finalist> rank(List<Candidate> finalists, List<Belief> beliefs) {
    List<Finalist> ranked = new ArrayList<>();
    for (int i = 0; i < finalists.size(); i++) {
      ranked.add(new Finalist(finalists.get(i), beliefs.get(i)));
    }
    ranked.sort(Comparator.comparingDouble((Finalist each) -> each.belief().mean()).reversed());
    return List.copyOf(ranked);
  }

  /**
   * Ranks finalists by what is believed of them after images have judged them.
   *
   * @param judged one per finalist, all on the same images
   * @param noise one standard deviation of the noise of an evaluation on an image; see {@link
   *     #noise}
   */
  static List<Finalist> rank(
      List<Candidate> finalists, List<Belief> beliefs, List<EvaluatedArch> judged, double noise) {
    double shift = 0;
    for (int i = 0; i < judged.size(); i++) {
      shift += (judged.get(i).top1() - beliefs.get(i).mean()) / judged.size();
    }
    List<Belief> joined = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      EvaluatedArch each = judged.get(i);
      joined.add(beliefs.get(i).after(each.top1() - shift, noise / Math.sqrt(each.images())));
    }
    return rank(finalists, joined);
  }

  /**
   * The noise of an evaluation on one image, between subnets that are judged on the same: what the
   * model found, or where it does not tell, that of images that have nothing in common.
   *
   * @param modelNoise of an evaluation on the images that were learned from; 0 where not told
   * @param top1 about what the finalists have
   */
  static double noise(double modelNoise, int learningImages, double top1) {
    double share = Math.max(0.01, Math.min(0.99, top1));
    return modelNoise > 0 ? modelNoise * Math.sqrt(learningImages) : Math.sqrt(share * (1 - share));
  }
}
