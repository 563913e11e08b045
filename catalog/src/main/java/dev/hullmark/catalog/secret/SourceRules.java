package dev.hullmark.catalog.secret;

import static dev.hullmark.catalog.secret.Matchers.token;
import static dev.hullmark.catalog.secret.Matchers.value;
import static dev.hullmark.catalog.secret.Rule.form;
import static dev.hullmark.catalog.secret.Rule.name;
import static dev.hullmark.model.Severity.CRITICAL;
import static dev.hullmark.model.Severity.HIGH;

import java.util.List;

/** Tokens of version control. */
final class SourceRules {
    private SourceRules() {}

    static final List<Rule> ALL = List.of(
            form(
                    "github-token",
                    "GitHub token",
                    CRITICAL,
                    token(Chars.ALNUM, 36, 255),
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_"),
            form(
                    "github-fine-grained-token",
                    "GitHub fine-grained token",
                    CRITICAL,
                    token(Chars.WORD, 82, 82),
                    "github_pat_"),
            form(
                    "gitlab-token",
                    "GitLab token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of(".")), 20, 300),
                    "glpat-",
                    "gldt-",
                    "glrt-",
                    "glcbt-",
                    "glptt-",
                    "glft-",
                    "glsoat-",
                    "gloas-",
                    "glimt-",
                    "glagent-"),
            form(
                    "gitlab-runner-token",
                    "GitLab runner registration token",
                    HIGH,
                    token(Chars.WORD, 20, 20),
                    "GR1348941"),
            form(
                    "bitbucket-token",
                    "Bitbucket token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of("=")), 24, 250),
                    "ATBB",
                    "ATCTT3xFfGN0"),
            name(
                    "bitbucket-secret",
                    "Bitbucket secret",
                    HIGH,
                    value(Chars.WORD.and(Chars.of("=")), 32, 64),
                    "bitbucket_client_secret",
                    "bitbucket_app_password"),
            form(
                    "atlassian-token",
                    "Atlassian token",
                    CRITICAL,
                    token(Chars.WORD.and(Chars.of("=")), 60, 250),
                    "ATATT3xFfGF0"));
}
