package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden files of each released version of the format. Those of version 1 are what {@link
 * #main(String...)} writes.
 */
class ProfileFormatTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG", "tr-TR"})
  void readsAndWritesVersion1InEveryLocale(String locale, @TempDir Path root)
      throws IOException, URISyntaxException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Path golden = Path.of(ProfileFormatTest.class.getResource("profile-v1").toURI());
    assertEquals(SampleProfiles.profile(), ProfileFolder.read(golden));
    Path written = ProfileFolder.write(root, SampleProfiles.profile());
    for (String file : List.of("profile.json", "operations.csv", "networks.csv")) {
      assertArrayEquals(
          Files.readAllBytes(golden.resolve(file)), Files.readAllBytes(written.resolve(file)));
    }
  }

  /** Writes the golden files of the present version below the folder given. */
  public static void main(String... args) throws IOException {
    ProfileFolder.write(Path.of(args[0]), SampleProfiles.profile());
  }
}
