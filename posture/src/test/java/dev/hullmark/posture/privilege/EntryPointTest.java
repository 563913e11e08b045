package dev.hullmark.posture.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Evidence;
import dev.hullmark.model.ImageConfig;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Program;
import dev.hullmark.posture.image.Images;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPointTest {
    private static List<String> names(Inventory inventory, String entrypoint, String cmd) {
        ImageConfig config = new ImageConfig(
                "linux",
                "",
                "",
                "",
                List.of(),
                words(entrypoint),
                words(cmd),
                "",
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
        return EntryPoint.of(inventory, config).names();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("_", -1));
    }

    /** Words are separated by {@code _}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "python3_-m_http.server_8080 ! --directory_/app (mount) ! python3",
                "/app/tool                   ! login                    ! tool",
                "''                          ! nginx_-g_daemon off;     ! nginx",
                "tini_--                     ! nginx_-g_x               ! tini nginx",
                "tini_-p_SIGTERM_--          ! nginx                    ! tini nginx",
                "env_A=b                     ! nginx                    ! env nginx",
                "gosu_app                    ! /bin/app                 ! gosu app",
                "/bin/sh_-c_exec nginx -g 'daemon off; mount' ! ''      ! sh exec nginx",
                "sh_-ec_a=1 b && c mount; while d; do e; done ! ''      ! sh b c d e",
                "sh_-c_sh -c 'mount /a'      ! ''                       ! sh sh mount",
                "sh_/run.sh                  ! mount                    ! sh run.sh mount",
                "/docker-entrypoint.sh       ! nginx                    ! docker-entrypoint.sh nginx",
                "/sbin/tini_--_/entrypoint   ! nginx_mount              ! tini entrypoint nginx",
                "/go                         ! nginx                    ! go",
            })
    void whatIsStartedIsTold(String entrypoint, String cmd, String expected) {
        assertThat(names(Images.of("CMD x"), entrypoint, cmd)).containsExactly(expected.split(" "));
    }

    @Test
    void aScriptThatStartsItsWordsIsKnownByWhatItSays() {
        Inventory inventory = new Images()
                .lines("CMD x")
                .says(new Program(Program.Kind.PASSES_ON, "exec", "", new Evidence("/go", "", -1, "", 3)))
                .inventory();
        assertThat(names(inventory, "/go", "nginx_mount")).containsExactly("go", "nginx");
    }
}
