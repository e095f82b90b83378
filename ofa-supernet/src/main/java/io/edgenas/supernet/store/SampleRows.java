package io.edgenas.supernet.store;

import io.edgenas.base.input.Check;
import io.edgenas.base.table.Row;
import io.edgenas.base.table.RowFormat;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.space.mbconv.ArchSpec;
import java.util.List;
import java.util.Optional;

/** {@code samples.csv}. */
final class SampleRows implements RowFormat<EvaluatedArch> {
  @Override
  public String fileName() {
    return "samples.csv";
  }

  @Override
  public List<String> columns() {
    return List.of("arch", "top1", "images");
  }

  @Override
  public List<String> cells(EvaluatedArch row) {
    return List.of(
        row.arch().toString(), Double.toString(row.top1()), Integer.toString(row.images()));
  }

  @Override
  public EvaluatedArch parse(Row row) {
    Arch arch = ArchSpec.parse(row.text("arch"));
    double top1 = row.real("top1");
    int images = row.integer("images", 1, Integer.MAX_VALUE);
    return Check.input(() -> new EvaluatedArch(arch, top1, images));
  }

  /** A subnet may be evaluated several times: the accuracy model takes the mean. */
  @Override
  public Optional<String> key(EvaluatedArch row) {
    return Optional.empty();
  }
}
