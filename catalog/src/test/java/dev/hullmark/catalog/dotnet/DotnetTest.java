package dev.hullmark.catalog.dotnet;

import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DotnetTest {
    @Test
    void packagesOfAProgramButNotItsProjects() throws IOException {
        String json = """
                {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64"},
                 "targets": {".NETCoreApp,Version=v8.0": {"App/1.0.0": {"dependencies": {"Serilog": "3.1.1"}}}},
                 "libraries": {
                   "App/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
                   "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"},
                   "Serilog/3.1.1": {"type": "package", "serviceable": true, "sha512": "sha512-x"},
                   "Ref/1.0.0.0": {"type": "reference"},
                   "Newtonsoft.Json/13.0.3": {"sha512": {"type": "no"}, "type": "package"}}}
                """;
        assertThat(run(new DepsCataloger(), "app/App.deps.json", json).namesAndVersions())
                .containsExactly(
                        "Microsoft.NETCore.App.Runtime.linux-x64 8.0.1", "Serilog 3.1.1", "Newtonsoft.Json 13.0.3");
    }

    @Test
    void theRuntimeItself() throws IOException {
        String json = "{\"libraries\": {\"Microsoft.AspNetCore.App.Runtime.linux-musl-x64/8.0.0\":"
                + " {\"type\": \"package\"}}}";
        assertThat(run(new DepsCataloger(), "usr/share/dotnet/shared/x/Microsoft.AspNetCore.App.deps.json", json)
                        .namesAndVersions())
                .containsExactly("Microsoft.AspNetCore.App.Runtime.linux-musl-x64 8.0.0");
    }

    @Test
    void aLockFileOfTwoFrameworks() throws IOException {
        String json = """
                {"version": 1, "dependencies": {
                  "net6.0": {
                    "Newtonsoft.Json": {"type": "Direct", "requested": "[13.0.1, )", "resolved": "13.0.1"},
                    "System.Memory": {"type": "Transitive", "resolved": "4.5.5", "dependencies": {"X": "1.0"}},
                    "lib": {"type": "Project", "dependencies": {"Serilog": "[2.0.0, )"}}},
                  "net8.0": {
                    "Newtonsoft.Json": {"type": "Direct", "resolved": "13.0.1"},
                    "System.Memory": {"type": "CentralTransitive", "resolved": "4.6.0"}}}}
                """;
        PackagesLockCataloger lock = new PackagesLockCataloger();
        assertThat(run(lock, "src/App/packages.lock.json", json).namesAndVersions())
                .containsExactly("Newtonsoft.Json 13.0.1", "System.Memory 4.5.5", "System.Memory 4.6.0");
        assertThat(lock.declares()).isTrue();
    }
}
