package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileIdentityTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "..", ".", "../x", "a/b", "a\\b", "Pi", "a ", "a.", "-a", "a\u0000"})
  void refusesDeviceIdsThatAreNoSafeFolderNames(String id) {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> SampleProfiles.identity(id, "performance", "1.29"));
    assertTrue(e.getMessage().startsWith("device id '"), e.getMessage());
  }

  @Test
  void namesTheFolderAfterTheConfiguration() {
    assertEquals("cpu-fp32-t1-b1", SampleProfiles.identity().configuration());
  }

  @Test
  void findsNoDifferenceInAnotherVersionOfOnnxRuntime() {
    assertEquals(
        List.of(),
        SampleProfiles.identity()
            .differences(SampleProfiles.identity("gateway-7", "performance", "1.30")));
  }

  @Test
  void namesTheFieldThatDiffers() {
    assertEquals(
        List.of(new ProfileIdentity.Difference("power_mode", "performance", "powersave")),
        SampleProfiles.identity()
            .differences(SampleProfiles.identity("gateway-7", "powersave", "1.29")));
  }
}
