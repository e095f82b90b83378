package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    assertEquals("cpu-fp32-t1-b1-o84e5b079", SampleProfiles.identity().configuration());
  }

  private static ProfileIdentity with(Map<String, String> options, String architecture) {
    ProfileIdentity like = SampleProfiles.identity();
    return new ProfileIdentity(
        like.deviceId(),
        like.board(),
        like.cpu(),
        like.gpu(),
        like.cores(),
        architecture,
        "cuda",
        new TreeMap<>(options),
        like.threads(),
        like.precision(),
        like.batch(),
        like.powerMode(),
        like.onnxRuntime());
  }

  @Test
  void keepsConfigurationsOfOtherProviderOptionsApart() {
    String plain = with(Map.of(), "amd64").configuration();
    String one = with(Map.of("device_id", "0"), "amd64").configuration();
    String other = with(Map.of("device_id", "1"), "amd64").configuration();
    assertEquals("cuda-fp32-t1-b1", plain);
    assertTrue(one.matches("cuda-fp32-t1-b1-o[0-9a-f]{8}"), one);
    assertNotEquals(one, other);
    assertEquals(
        List.of("provider_options"),
        with(Map.of("device_id", "0"), "amd64")
            .differences(with(Map.of("device_id", "1"), "amd64"))
            .stream()
            .map(ProfileIdentity.Difference::field)
            .toList());
  }

  @Test
  void knowsAnEmulatedMachineFromTheRealOne() {
    ProfileIdentity real = with(Map.of(), "aarch64");
    ProfileIdentity emulated = with(Map.of(), ProfileIdentity.emulated("aarch64", "amd64"));
    assertFalse(real.emulated());
    assertTrue(emulated.emulated());
    assertEquals(
        "[architecture is 'aarch64', not 'aarch64 emulated by amd64']",
        real.differences(emulated).toString());
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
