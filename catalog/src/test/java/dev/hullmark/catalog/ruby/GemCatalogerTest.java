package dev.hullmark.catalog.ruby;

import static dev.hullmark.catalog.CatalogerTester.entry;
import static dev.hullmark.catalog.CatalogerTester.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester.Said;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemCatalogerTest {
    private final GemCataloger gems = new GemCataloger();
    private final GemfileLockCataloger lock = new GemfileLockCataloger();

    @Test
    void byTheStub() throws IOException {
        Said said = run(gems, "usr/lib/ruby/gems/3.1.0/specifications/nokogiri-1.15.0-x86_64-linux.gemspec", """
                # -*- encoding: utf-8 -*-
                # stub: nokogiri 1.15.0 x86_64-linux lib
                # stub: ext/nokogiri/extconf.rb

                Gem::Specification.new do |s|
                  s.name = "other".freeze
                  s.version = "9"
                  s.licenses = ["MIT".freeze, "Ruby".freeze]
                  s.add_runtime_dependency(%q<racc>.freeze, ["~> 1.4"])
                end
                """);
        assertThat(said.namesAndVersions()).containsExactly("nokogiri 1.15.0");
        assertThat(said.packages().getFirst().licences()).containsExactly("MIT", "Ruby");
        assertThat(said.packages().getFirst().purl()).isEqualTo("pkg:gem/nokogiri@1.15.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gem::Specification.new do |s|\n  s.name = \"rake\".freeze\n  s.version = \"13.0.6\"\nend\n",
                "Gem::Specification.new do |s|\r\n  s.name = %q{rake}\r\n  s.version = \"13.0.6\"\r\nend\r\n",
                "  s.name = %q<rake>.freeze\n  s.version = Gem::Version.new(\"13.0.6\")\n  s.version = \"1\"\n"
            })
    void byTheAssignments(String spec) throws IOException {
        assertThat(run(gems, "var/lib/gems/specifications/default/rake.gemspec", spec)
                        .namesAndVersions())
                .containsExactly("rake 13.0.6");
    }

    @Test
    void onlyWhatRubyGemsWrote() {
        assertThat(gems.wants(entry("usr/lib/ruby/gems/3.1.0/specifications/a-1.gemspec", 9)))
                .isTrue();
        assertThat(gems.wants(entry("usr/lib/ruby/gems/3.1.0/specifications/default/a-1.gemspec", 9)))
                .isTrue();
        assertThat(gems.wants(entry("usr/lib/ruby/gems/3.1.0/gems/a-1/a.gemspec", 9)))
                .isFalse();
    }

    @Test
    void whatSaysNothingIsUnnamed() throws IOException {
        Said said = run(gems, "specifications/a-1.gemspec", "puts 1");
        assertThat(said.packages()).isEmpty();
        assertThat(said.gaps()).hasSize(1);
    }

    @Test
    void aLockFileWithoutTheApplicationsOwn() throws IOException {
        String text = """
                GIT
                  remote: https://git.example/rails/turbolinks.git
                  revision: 80216ce
                  specs:
                    turbolinks (3.0.0)
                      coffee-rails

                PATH
                  remote: .
                  specs:
                    mine (0.1.0)
                      rack

                GEM
                  remote: https://gems.example/
                  specs:
                    nokogiri (1.15.0-x86_64-linux)
                      racc (~> 1.4)
                    nokogiri (1.15.0)
                    racc (1.7.0)
                    rails (7.1.0.beta1)

                PLATFORMS
                  ruby

                DEPENDENCIES
                    nokogiri (= 9.9)

                BUNDLED WITH
                   2.4.0
                """;
        assertThat(run(lock, "app/Gemfile.lock", text).namesAndVersions())
                .containsExactly("turbolinks 3.0.0", "nokogiri 1.15.0", "racc 1.7.0", "rails 7.1.0.beta1");
        assertThat(lock.declares()).isTrue();
    }
}
