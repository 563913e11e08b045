package dev.hullmark.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.model.Facts;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryJsonTest {
    private static final Inventory SMALL = directory(
            "/", List.of(Package.of(PackageType.NPM, "left-pad", "1.0.0", "/a\u001b[31m\u202e/package.json")));

    @Test
    void looksLikeThis() {
        assertThat(write(SMALL)).isEqualTo("""
                        {
                          "schema": "hullmark/inventory/1",
                          "subject": {
                            "kind": "directory",
                            "name": "/",
                            "source": "dir"
                          },
                          "layers": [],
                          "catalogers": {},
                          "coverage": [],
                          "packages": [
                            {
                              "type": "npm",
                              "name": "left-pad",
                              "version": "1.0.0",
                              "confidence": "certain",
                              "evidence": [
                                {
                                  "path": "/a\\u001B[31m\\u202E/package.json"
                                }
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void keepsEverything() {
        Inventory whole = Samples.with(Samples.IMAGE, Optional.of(Samples.CONFIG));
        String json = write(whole);
        Schemas.INVENTORY.accept(json);
        assertThat(read(json)).isEqualTo(whole);
        assertThat(write(read(json))).isEqualTo(json);
    }

    @Test
    void keepsEvenALoneSurrogate() {
        Inventory odd = directory("\ud800", List.of());
        assertThat(read(write(odd))).isEqualTo(odd);
    }

    @Test
    void aNullIsAnAbsentValue() {
        String json = "{'schema': 'hullmark/inventory/1', 'subject': {'kind': null, 'name': 'x', 'source': 'dir'},"
                + " 'distribution': {'id': null, 'versionId': '12'}, 'layers': null, 'packages': [], 'new': {'a': [1]}}";
        Inventory read = read(json.replace('\'', '"'));
        assertThat(read.subject()).isEqualTo(new Subject("", "x", "", "dir"));
        assertThat(read.distribution().orElseThrow().versionId()).isEqualTo("12");
        assertThat(read.layers()).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() {
        Schemas.INVENTORY.refuse(write(SMALL).replace("\"version\"", "\"versoin\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                        | expected an object
                    {}                                                        | its schema is ''
                    {"schema": "hullmark/inventory/1"}                        | does not say what it is about
                    {"schema": "hullmark/inventory/2", "subject": {}}         | its schema is 'hullmark/inventory/2'
                    {"packages": {}}                                          | line 1, column 14: expected a list
                    {"packages": [{"type": "npm"}]}                           | a package has no name
                    {"packages": [{"name": "a", "type": "cobol"}]}            | of a type this version does not know
                    {"packages": [{"name": ["a"]}]}                           | expected a text
                    {"packages": [{"name": "a", "evidence": [{"layerIndex": 99999999999}]}]} | not valid JSON
                    {"packages": [{"name": "a", "type": "npm"}], "layers": []} | layers must come before
                    {"coverage": [{"status": "splendid"}]}                    | a coverage status is unknown
                    {"schema": "hullm                                         | not valid JSON
                    {"config": {"history": [{"emptyLayer": 1}]}}              | expected true or false
                    """)
    void refusesWithOneSentence(String json, String why) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(SbomException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 5_000, 500_000})
    void depthIsBounded(int depth) {
        String json = "{\"a\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
        assertThatThrownBy(() -> read(json)).isInstanceOf(SbomException.class);
    }

    @Test
    void theNumberOfPackagesIsBounded() {
        StringBuilder json = new StringBuilder("{\"packages\": [");
        for (int i = 0; i <= Limits.PACKAGES; i++) {
            json.append(i == 0 ? "" : ",").append("{\"type\":\"npm\",\"name\":\"a\"}");
        }
        assertThatThrownBy(() -> read(json.append("]}").toString()))
                .isInstanceOf(SbomException.class)
                .hasMessageContaining("holds more than 500000 packages");
    }

    private static Inventory directory(String name, List<Package> packages) {
        return new Inventory(
                new Subject("directory", name, "", "dir"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                packages,
                List.of(),
                Map.of(),
                Facts.EMPTY);
    }

    private static String write(Inventory inventory) {
        return Samples.text(out -> InventoryJson.write(inventory, out));
    }

    private static Inventory read(String json) {
        return InventoryJson.read(Samples.stream(json));
    }
}
