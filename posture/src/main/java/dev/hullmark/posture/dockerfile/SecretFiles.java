package dev.hullmark.posture.dockerfile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files that are known, by their names, to hold secrets. */
final class SecretFiles {
    private SecretFiles() {}

    private static final Set<String> FILES = Set.of(
            ".env",
            ".npmrc",
            ".pypirc",
            ".netrc",
            ".git-credentials",
            ".pgpass",
            ".my.cnf",
            ".htpasswd",
            ".dockercfg",
            ".dockerconfigjson",
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            "kubeconfig",
            "credentials.json",
            "service-account.json",
            "service_account.json",
            "terraform.tfstate",
            "terraform.tfvars",
            "secrets.yml",
            "secrets.yaml",
            "secrets.json",
            "master.key",
            ".vault_pass");

    private static final Set<String> DIRECTORIES = Set.of(".ssh", ".aws", ".gnupg", ".kube", ".git");

    private static final Set<String> EXAMPLE = Set.of("example", "sample", "template", "dist", "test", "public", "pub");

    /** What lies among secrets, and is none. */
    private static final Set<String> OPEN = Set.of(
            "known_hosts",
            "authorized_keys",
            "config",
            "ssh_config",
            "pubring.kbx",
            "pubring.gpg",
            "trustdb.gpg",
            "trustedkeys.gpg");

    /** Whether what is copied, or what it becomes, is known by its name to hold secrets. */
    static boolean copied(Value source, Value destination) {
        String from = source.text().toLowerCase(Locale.ROOT);
        String to = destination.text().toLowerCase(Locale.ROOT);
        boolean keyOfPackages = List.of("/keyrings", "/trusted.gpg.d", "/rpm-gpg", "/etc/apk/keys").stream()
                .anyMatch(to::contains);
        if (keyOfPackages || Remote.is(from)) {
            return false;
        }
        String becomes = to.endsWith("/") ? to + from.substring(from.lastIndexOf('/') + 1) : to;
        return holdsSecrets(from) || holdsSecrets(becomes);
    }

    private static boolean holdsSecrets(String path) {
        List<String> parts = List.of(path.split("/", -1));
        // id_rsa* copies id_rsa.
        String name = parts.getLast().replace("*", "");
        boolean example = Arrays.stream(name.split("[._-]", -1)).anyMatch(EXAMPLE::contains);
        boolean key = name.endsWith(".p12")
                || name.endsWith(".pfx")
                || name.endsWith(".jks")
                || name.endsWith(".ppk")
                || (name.endsWith(".key") && !name.endsWith(".gpg.key"))
                || name.endsWith("-key.pem")
                || name.endsWith("_key.pem")
                || name.equals("key.pem")
                || name.equals("privkey.pem");
        boolean env = name.startsWith(".env.");
        boolean open = OPEN.contains(name) && (parts.contains(".ssh") || parts.contains(".gnupg"));
        if (example || open) {
            return false;
        }
        return FILES.contains(name)
                || path.endsWith(".docker/config.json")
                || key
                || env
                || parts.stream().anyMatch(DIRECTORIES::contains);
    }
}
