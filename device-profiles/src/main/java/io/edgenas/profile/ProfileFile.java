package io.edgenas.profile;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.space.SpaceIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code profile.json}: everything of a profile but its measurements. */
record ProfileFile(SpaceIdentity space, ProfileIdentity identity, Circumstances circumstances) {
  static final String NAME = "profile.json";
  private static final int SCHEMA = 1;

  static ProfileFile read(Path file) {
    return read(Document.read(file));
  }

  static ProfileFile read(Document document) {
    document.allowKeys("schema", "space", "identity", "circumstances");
    document.schema(SCHEMA);
    return new ProfileFile(
        SpaceIdentity.read(document.required("space")),
        ProfileIdentity.read(document.required("identity")),
        Circumstances.read(document.required("circumstances")));
  }

  void write(Path file) throws IOException {
    AtomicFiles.write(file, text());
  }

  String text() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("space", space.toJson());
    json.put("identity", identity.toJson());
    json.put("circumstances", circumstances.toJson());
    return Json.pretty(json);
  }
}
