package dev.hullmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeTest {
    @ParameterizedTest
    @CsvSource({
        "http://app:8080/a%2Fb?x=1%262, http://10.0.0.2:8080/a%2Fb?x=1%262",
        "https://app/%20?q=%25, https://10.0.0.2/%20?q=%25",
        "http://app:80, http://10.0.0.2:80",
    })
    void onlyTheHostIsReplaced(URI asked, String there) {
        assertThat(HttpProbe.at(asked, "10.0.0.2")).hasToString(there);
    }
}
