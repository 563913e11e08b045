package dev.hullmark.catalog.conan;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConanTest {
    private final ConanLockCataloger lock = new ConanLockCataloger();

    @Test
    void theSecondFormOfLockFiles() throws IOException {
        String json = """
                {"version": "0.5",
                 "requires": ["zlib/1.2.13#13c9@mine%1679083198.0", "openssl/1.1.1w@corp/stable#22", "fmt/10.1.1%1",
                              ["bzip2/1.0.8#1", {"p": "q"}]],
                 "build_requires": ["cmake/3.25.3#1"], "python_requires": ["tools/1.0"]}
                """;
        assertThat(run(lock, "conan.lock", json).namesAndVersions())
                .containsExactly("zlib 1.2.13", "openssl 1.1.1w", "fmt 10.1.1", "bzip2 1.0.8");
    }

    @Test
    void theFirstFormOfLockFiles() throws IOException {
        String json = """
                {"graph_lock": {"nodes": {
                   "0": {"ref": "app/0.1", "requires": ["1"], "path": "../conanfile.py", "context": "host"},
                   "1": {"ref": "zlib/1.2.11#1", "options": "shared=False", "package_id": "x", "context": "host"},
                   "2": {"pref": "bzip2/1.0.8#1:abc#2", "context": "host"},
                   "3": {"ref": "cmake/3.25.3#1", "context": "build"},
                   "4": {"options": ""}},
                  "revisions_enabled": true},
                 "version": "0.4", "profile_host": "[settings]"}
                """;
        assertThat(run(lock, "conan.lock", json).namesAndVersions()).containsExactly("zlib 1.2.11", "bzip2 1.0.8");
    }

    @ParameterizedTest
    @CsvSource({
        "root/.conan/data/zlib/1.2.11/_/_/package/6af9/conaninfo.txt, zlib 1.2.11",
        "app/full_deploy/host/openssl/1.1.1w/Release/x86_64/conaninfo.txt, openssl 1.1.1w",
        "full_deploy/host/fmt/10.1.1/conaninfo.txt, fmt 10.1.1"
    })
    void packagesByTheirPlace(String path, String expected) throws IOException {
        assertThat(run(new ConanCataloger(), path, "[settings]\n os=Linux\n").namesAndVersions())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "root/.conan/data/zlib/1.2.11/_/_/build/6af9/conaninfo.txt",
        "root/.conan/data/zlib/conaninfo.txt",
        "root/.conan2/p/b/zlib9dfa/p/conaninfo.txt",
        "full_deploy/host/fmt/conaninfo.txt",
        "full_deploy/build/cmake/3.2/conaninfo.txt",
        "conaninfo.txt"
    })
    void placesThatTellNothing(String path) {
        assertThat(new ConanCataloger().wants(entry(path, 10))).isFalse();
    }
}
