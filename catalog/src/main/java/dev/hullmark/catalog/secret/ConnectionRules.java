package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Matchers.basic;
import static dev.hullmark.catalog.secret.Matchers.webToken;
import static dev.hullmark.catalog.secret.Rule.name;
import static dev.hullmark.model.Severity.HIGH;
import static dev.hullmark.model.Severity.MEDIUM;

import java.util.List;

/** Credentials in URLs and requests. */
final class ConnectionRules {
    private ConnectionRules() {}

    static final List<Rule> ALL = List.of(
            name("database-url-password", "Password in a database URL", HIGH, Urls.password(true), "://"),
            name("url-password", "Password in a URL", MEDIUM, Urls.password(false), "://"),
            name("basic-authorization", "User and password of an HTTP request", MEDIUM, basic(true), "basic"),
            name("json-web-token", "JSON web token", MEDIUM, webToken(), "eyJ"));
}
