package dev.hullmark.catalog.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    spring-core-5.3.23                                    | | spring-core|5.3.23|
                    log4j-1.2-api-2.17.1                                  | | log4j-1.2-api|2.17.1|
                    jul-to-slf4j-1.7.36                                   | | jul-to-slf4j|1.7.36|
                    kafka_2.13-3.3.1                                      | | kafka_2.13|3.3.1|
                    netty-transport-native-epoll-4.1.63.Final-linux-x86_64| | netty-transport-native-epoll|4.1.63.Final|linux-x86_64
                    guava-27.0-jre                                        | | guava|27.0-jre|
                    guava-31.1-android                                    | | guava|31.1-android|
                    spring-orm-5.2.9.RELEASE                              | | spring-orm|5.2.9.RELEASE|
                    zstd-jni-1.5.2-1                                      | | zstd-jni|1.5.2-1|
                    struts-2.0-beta-3                                     | | struts|2.0-beta-3|
                    foo-1.0-rc1-sources                                   | | foo|1.0-rc1|sources
                    foo-1.0-SNAPSHOT                                      | | foo|1.0-SNAPSHOT|
                    foo-1.0-20200101.120000-7                             | | foo|1.0-20200101.120000-7|
                    foo-1.0-alpha-2-jakarta                               | | foo|1.0-alpha-2|jakarta
                    htrace-core-3.1.0-incubating                          | | htrace-core|3.1.0-incubating|
                    jdom2-2.0.6.1                                         | | jdom2|2.0.6.1|
                    javax.inject-1                                        | | javax.inject|1|
                    osgi.core-8.0.0                                       | | osgi.core|8.0.0|
                    google-api-services-storage-v1-rev20230301-2.0.0      | 2.0.0| google-api-services-storage-v1-rev20230301|2.0.0|
                    org.eclipse.core.runtime_3.26.0.v2022                 | | org.eclipse.core.runtime|3.26.0.v2022|
                    mssql-jdbc-12.2.0.jre11                               | 12.2.0| mssql-jdbc|12.2.0.jre11|
                    app                                                   | | app||
                    my-app                                                | | my-app||
                    -1.0                                                  | | -1.0||
                    log4j-1.2-api-2.17.1                                  | 2.17.1| log4j-1.2-api|2.17.1|
                    """)
    void artifactVersionAndClassifier(String stem, String hint, String artifact, String version, String classifier) {
        assertThat(FileName.parse(stem, hint == null ? List.of() : List.of(hint)))
                .isEqualTo(
                        new FileName(artifact, version == null ? "" : version, classifier == null ? "" : classifier));
    }
}
