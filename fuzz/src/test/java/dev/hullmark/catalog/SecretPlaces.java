package dev.hullmark.catalog;

import dev.hullmark.catalog.secret.ConfigSecrets;
import dev.hullmark.catalog.secret.SecretCataloger;
import dev.hullmark.catalog.secret.SecretWords;
import dev.hullmark.fuzz.Target;
import dev.hullmark.model.LayerInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Files of all kinds that may hold credentials, and an image's build steps. */
final class SecretPlaces {
    private static final String KEY = "-----BEGIN PRIVATE"
            + " KEY-----\nOLTmUuRNp/I3DZ4mDicTZVCko6bQf1wMMy+LEiQIP9IrkC+JEegYGPjJnV1dmDGV\ndQTZDpRd4uj1TueBzHX2NthQmQlaowAWWmcDb5tUDWuPC+IRJBecPdn3OBfObhGN\nJkqtbLbdIQ+vlKzTz5LBkCN8sR9dEIzyWTAmOTizcKG1dp+g8Ug/lakNnfLxMNYP\n-----END PRIVATE KEY-----\n";

    private SecretPlaces() {}

    static Place[] all() {
        SecretCataloger secrets = new SecretCataloger();
        String env = "AWS_ACCESS_KEY_ID=AKIA"
                + "Q3EGTVXLMHZ2PWRD\nPASSWORD='hT7%kq9Zr2!x'\nURL=postgres://u:hT7kq9Zr2xWv@db.corp/x\n";
        return new Place[] {
            Place.ofText(secrets, "app/.env", env),
            Place.ofText(secrets, "app/config.yaml", "db:\n  password: \"hT7%kq9Zr2!xWv3\"\n" + env),
            Place.ofText(secrets, "srv/key.pem", KEY),
            Place.ofText(
                    secrets, "app/src/main.js", "const token = \"ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8\";\n"),
            Place.of(secrets, "app/wide.txt", ("\ufeff" + env).getBytes(StandardCharsets.UTF_16LE))
        };
    }

    /** Masks a build step twice: what was masked must hold no secret any more. */
    static Target step() {
        return Target.ofText(
                        "build-step",
                        input -> {
                            ConfigSecrets once = mask(Target.text(input));
                            if (!mask(once.layers().getFirst().createdBy())
                                    .secrets()
                                    .isEmpty()) {
                                throw new Target.Find("still a secret: "
                                        + once.layers().getFirst().createdBy());
                            }
                            return !once.secrets().isEmpty();
                        },
                        "RUN |1 TOKEN=ghp_"
                                + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 /bin/sh -c curl https://u:hT7kq9Zr2xWv@x.corp/")
                .with(SecretWords.all().toArray(String[]::new));
    }

    private static ConfigSecrets mask(String step) {
        return ConfigSecrets.mask(Optional.empty(), List.of(new LayerInfo(0, "", step)));
    }
}
