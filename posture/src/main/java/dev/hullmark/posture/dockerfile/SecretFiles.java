package dev.hullmark.posture.dockerfile;

import java.util.Arrays;
import java.util.List;
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

    /** Whether a file of this name, in lower case, is known to hold secrets. */
    static boolean holdsSecrets(String path) {
        List<String> parts = List.of(path.split("/", -1));
        String name = parts.getLast();
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
        if (example) {
            return false;
        }
        return FILES.contains(name)
                || path.endsWith(".docker/config.json")
                || key
                || env
                || parts.stream().anyMatch(DIRECTORIES::contains);
    }
}
