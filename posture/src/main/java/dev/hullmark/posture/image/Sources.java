package dev.hullmark.posture.image;

/** Who asks for what the rules check. */
final class Sources {
    private Sources() {}

    static final String KUBERNETES_NON_ROOT =
            "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted";
    static final String DOCKER_PRACTICES = "https://docs.docker.com/build/building/best-practices/";
    static final String OWASP = "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html";

    static String cis(String section) {
        return "CIS Docker 1.6.0, " + section;
    }
}
