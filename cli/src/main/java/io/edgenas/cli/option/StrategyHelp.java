package io.edgenas.cli.option;

import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Adds to a command's help the strategies and their options, written from their registry. */
public final class StrategyHelp implements IModelTransformer {
  private static final String SECTION = "strategies";

  @Override
  public CommandSpec transform(CommandSpec command) {
    UsageMessageSpec usage = command.usageMessage();
    List<String> sections = new ArrayList<>(usage.sectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1, SECTION);
    usage.sectionKeys(sections);
    usage.sectionMap().put(SECTION, StrategyHelp::text);
    return command;
  }

  private static String text(Help help) {
    StringBuilder text = new StringBuilder();
    for (StrategyKind kind : Strategies.BUILT_IN.kinds()) {
      Map<String, String> rows = new LinkedHashMap<>();
      for (StrategyOption<?> option : kind.options()) {
        rows.put(
            option.name() + "=" + option.defaultValue(),
            option.meaning() + "; " + option.allowed());
      }
      text.append(String.format("%nStrategy %s: %s.%n", kind.name(), kind.summary()));
      text.append(help.createTextTable(rows));
    }
    return text.toString();
  }
}
