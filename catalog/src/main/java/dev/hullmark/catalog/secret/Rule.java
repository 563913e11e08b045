package dev.hullmark.catalog.secret;

import dev.hullmark.model.Severity;
import java.util.List;

/**
 * One kind of credential.
 *
 * @param id stable: waivers name it
 * @param title what it is
 * @param severity how bad
 * @param trust how it is told
 * @param keywords one of them is in or before every credential of the kind
 * @param matcher decides at a keyword
 */
record Rule(String id, String title, Severity severity, Trust trust, List<String> keywords, Matcher matcher) {

    enum Trust {
        /** By a form of its own, whose keyword is written exactly so; believed in tests and examples too. */
        FORM,
        /** By the name it is given to. */
        NAME
    }

    Rule {
        keywords = List.copyOf(keywords);
    }

    static Rule form(String id, String title, Severity severity, Matcher matcher, String... keywords) {
        return new Rule(id, title, severity, Trust.FORM, List.of(keywords), matcher);
    }

    static Rule name(String id, String title, Severity severity, Matcher matcher, String... keywords) {
        return new Rule(id, title, severity, Trust.NAME, List.of(keywords), matcher);
    }
}
