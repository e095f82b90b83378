package io.edgenas.supernet.policy;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stochastic gradient descent.
 *
 * @param momentum 0 to below 1
 * @param nesterov whether the momentum looks ahead
 * @param weightDecay added to the gradient as this times the weight
 * @param clipNorm largest Euclidean norm of all gradients together; 0 for no clipping
 */
public record OptimizerSpec(
    double momentum, boolean nesterov, double weightDecay, double clipNorm) {
  private static final double MAX_CLIP = 1e6;

  public OptimizerSpec {
    Check.range("momentum", momentum, 0, 0.9999);
    Check.range("weight_decay", weightDecay, 0, 1);
    Check.range("clip_norm", clipNorm, 0, MAX_CLIP);
  }

  static OptimizerSpec read(Document document) {
    document.allowKeys("momentum", "nesterov", "weight_decay", "clip_norm");
    return document.make(
        () ->
            new OptimizerSpec(
                document.required("momentum").number(0, 0.9999),
                document.required("nesterov").bool(),
                document.required("weight_decay").number(0, 1),
                document.optional("clip_norm").map(clip -> clip.number(0, MAX_CLIP)).orElse(0.0)));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("momentum", momentum);
    json.put("nesterov", nesterov);
    json.put("weight_decay", weightDecay);
    json.put("clip_norm", clipNorm);
    return json;
  }
}
