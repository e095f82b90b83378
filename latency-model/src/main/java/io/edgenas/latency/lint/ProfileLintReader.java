package io.edgenas.latency.lint;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.table.RawRow;
import io.edgenas.operation.Operation;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.RawProfile;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.file.Spaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads device profiles for lint: a row that a strict reader would refuse is a finding. */
final class ProfileLintReader {
  /** Width of the middle 80 % of a normal distribution in standard deviations. */
  private static final double P10_TO_P90 = 2 * 1.2815515655446004;

  private final List<Finding> findings = new ArrayList<>();
  private final List<LintRow> rows = new ArrayList<>();

  private ProfileLintReader() {}

  /**
   * Reads a profile.
   *
   * @param given its space; empty: the built-in one of its name
   * @throws BadInputException if there is no profile, it cannot be read at all or is of another
   *     space
   */
  static LintTable read(Path folder, Optional<SearchSpace> given) {
    RawProfile profile = ProfileFolder.readRaw(folder);
    SearchSpace space = given.orElseGet(() -> builtIn(profile));
    profile.space().require(SpaceIdentity.of(space), "profile " + profile.folder());
    ProfileLintReader reader = new ProfileLintReader();
    profile.operations().forEach(reader::addOperation);
    profile.networks().forEach(reader::addNetwork);
    new NetworkUnitCheck(profile, space).check(reader.findings);
    return new LintTable(
        profile.folder().toString(),
        List.of(space),
        reader.rows,
        profile.identity().batch(),
        true,
        reader.findings);
  }

  private static SearchSpace builtIn(RawProfile profile) {
    String name = profile.space().name();
    if (!Spaces.BUILT_IN.contains(name)) {
      throw new BadInputException(
          "the space "
              + name
              + " of "
              + profile.folder()
              + " is not built in: give it with --space");
    }
    return Spaces.builtIn(name);
  }

  private void addOperation(RawRow raw) {
    String key = raw.cell("key").orElse("");
    List<Operation> operations;
    try {
      operations = List.of(Operation.parse(key));
    } catch (BadInputException e) {
      RowValues.unreadable(key, place(raw), raw.refusal().orElse(e.getMessage()), findings);
      return;
    }
    String resolution = raw.cell("resolution").orElse("");
    add(
        raw,
        key,
        operations,
        resolution.matches("[0-9]{1,5}")
            ? OptionalInt.of(Integer.parseInt(resolution))
            : OptionalInt.empty());
  }

  /** Networks are told apart by what they measured, which is everything before the statistics. */
  private void addNetwork(RawRow raw) {
    String key =
        raw.cell("arch").orElse("")
            + " "
            + raw.cell("classes").orElse("")
            + " classes "
            + raw.cell("channels").orElse("")
            + " channels";
    add(raw, key, List.of(), OptionalInt.empty());
  }

  private void add(RawRow raw, String key, List<Operation> operations, OptionalInt resolution) {
    double us = number(raw, "median_us");
    int before = findings.size();
    RowValues.check(key, place(raw), raw.cell("median_us").orElse("") + " us", us, findings);
    if (findings.size() == before && raw.refusal().isPresent()) {
      RowValues.unreadable(key, place(raw), raw.refusal().get(), findings);
    }
    rows.add(
        new LintRow(
            key,
            raw.source(),
            raw.line(),
            operations,
            resolution,
            us,
            1,
            spread(raw, "p10_us", "p90_us", us, P10_TO_P90),
            spread(raw, "ci_low_us", "ci_high_us", us, 2)));
  }

  private static OptionalDouble spread(
      RawRow raw, String low, String high, double us, double parts) {
    double width = number(raw, high) - number(raw, low);
    return us > 0 && width >= 0 ? OptionalDouble.of(width / parts / us) : OptionalDouble.empty();
  }

  private static double number(RawRow raw, String column) {
    String text = raw.cell(column).orElse("");
    return text.matches("-?[0-9]{1,20}(\\.[0-9]{1,40})?") ? Double.parseDouble(text) : Double.NaN;
  }

  private static RowValues.Place place(RawRow raw) {
    return new RowValues.Place(raw.source(), raw.line());
  }
}
