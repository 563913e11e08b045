package dev.hullmark.image;

import java.util.Locale;

/** Says in one sentence what a registry's refusal means and what to do about it. */
final class RegistryRefusal {
    private RegistryRefusal() {}

    /** Of a manifest or blob. {@code body} is the error document (distribution-spec, "Error Codes"), or anything. */
    static RegistryException of(RegistryReference reference, RegistryCredentials credentials, int status, byte[] body) {
        String registry = reference.registry();
        return new RegistryException(
                switch (status) {
                    case 401, 403 -> denied(reference, credentials);
                    case 404 ->
                        code(body).equals("NAME_UNKNOWN")
                                ? registry + " has no " + reference.repository() + "; check the spelling."
                                : registry + " has no " + reference + "; check the spelling of name and tag.";
                    case 429 ->
                        registry + " limits how often it is asked and refuses now (429); "
                                + (credentials.present() ? "try again later." : "log in, or try again later.");
                    default ->
                        status >= 500
                                ? registry + " is in trouble (" + status + "); try again later."
                                : registry + " answers " + reference + " with status " + status
                                        + (code(body).isEmpty() ? "" : " (" + code(body) + ")")
                                        + "; check the name, or whether this is a registry at all.";
                },
                status == 404
                        ? RegistryException.Why.ABSENT
                        : status == 429 || status >= 500 ? RegistryException.Why.TROUBLE : RegistryException.Why.OTHER);
    }

    static RegistryException ofToken(
            RegistryReference reference, RegistryCredentials credentials, String realm, int status) {
        return new RegistryException(
                switch (status) {
                    case 400, 401, 403 -> denied(reference, credentials);
                    case 429 ->
                        "The token service " + realm + " of " + reference.registry()
                                + " refuses for now (429); try again later.";
                    default ->
                        "The token service " + realm + " of " + reference.registry() + " answers with status " + status
                                + "; try again later.";
                });
    }

    private static String denied(RegistryReference reference, RegistryCredentials credentials) {
        if (credentials.present()) {
            return reference.registry() + " does not give " + reference.repository()
                    + " to the user logged in; check the spelling, log in again, or ask for access.";
        }
        return reference.registry() + " does not give " + reference.repository()
                + " to strangers: it does not exist or is private; check the spelling, or log in with"
                + " `docker login " + reference.registry() + "`."
                + (credentials.note().isEmpty() ? "" : " " + credentials.note());
    }

    /** The first error's code, where it looks like one. */
    private static String code(byte[] body) {
        for (Json error : Json.parse(body).orElse(Json.NOTHING).get("errors").items()) {
            String code = error.get("code").text();
            boolean plain = !code.isEmpty() && code.length() <= 40;
            for (int i = 0; i < code.length(); i++) {
                plain &= code.charAt(i) == '_' || Character.isLetterOrDigit(code.charAt(i));
            }
            return plain ? code.toUpperCase(Locale.ROOT) : "";
        }
        return "";
    }
}
