package io.edgenas.supernet.policy;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The evaluated subnets on which the accuracy model is fitted.
 *
 * @param subnets number of subnets
 * @param images validation images per subnet; fewer are used where there are fewer
 */
public record SamplesSpec(int subnets, int images) {
  private static final int MAX_SUBNETS = 1_000_000;
  private static final int MAX_IMAGES = 100_000_000;

  public SamplesSpec {
    Check.range("samples subnets", subnets, 1, MAX_SUBNETS);
    Check.range("samples images", images, 1, MAX_IMAGES);
  }

  static SamplesSpec read(Document document) {
    document.allowKeys("subnets", "images");
    return new SamplesSpec(
        document.required("subnets").integer(1, MAX_SUBNETS),
        document.required("images").integer(1, MAX_IMAGES));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subnets", subnets);
    json.put("images", images);
    return json;
  }
}
