package dev.hullmark.report;

import dev.hullmark.model.Finding;
import dev.hullmark.model.Finding.Kind;
import dev.hullmark.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A question about one finding. What is not known makes a comparison false, but for the age of a fix. */
public sealed interface Condition {
    boolean holds(Finding f, Facts facts);

    /**
     * What a finding does not say itself.
     *
     * @param newKeys keys of the findings that the baseline does not have
     */
    record Facts(Instant now, Set<String> newKeys) {}

    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return left.holds(f, facts) && right.holds(f, facts);
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return left.holds(f, facts) || right.holds(f, facts);
        }
    }

    record Not(Condition inner) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return !inner.holds(f, facts);
        }
    }

    /** As severe as this or worse. */
    record AtLeast(Severity severity) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return f.severity().atLeast(severity);
        }
    }

    record Is(Kind kind) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return f.kind() == kind;
        }
    }

    /** Listed by CISA as exploited. */
    record Exploited() implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return Block.exploited(f);
        }
    }

    /** There is something to upgrade to. */
    record Fixed() implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return !f.fixedIn().isEmpty();
        }
    }

    record New() implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            return facts.newKeys().contains(f.key());
        }
    }

    /** A number beside a limit. */
    enum Comparison {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<=");

        final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
            };
        }
    }

    record Epss(Comparison comparison, double limit) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            Optional<Finding.Epss> epss = f.advisory().flatMap(Finding.AdvisoryRef::epss);
            return epss.isPresent() && comparison.holds(epss.get().score(), limit);
        }
    }

    record Cvss(Comparison comparison, double limit) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            Optional<Finding.Cvss> cvss = f.advisory().flatMap(Finding.AdvisoryRef::cvss);
            return cvss.isPresent() && comparison.holds(cvss.get().score(), limit);
        }
    }

    /**
     * How long a fix has been known: since the advisory that names it was published. Advisories do not say when a fix was
     * added to them, so this is the longest it can be, which fails a gate rather sooner than later; where no date is known
     * the fix counts as older than any limit. Without a fix there is no age, and nothing holds.
     */
    record FixAge(Comparison comparison, Duration limit) implements Condition {
        @Override
        public boolean holds(Finding f, Facts facts) {
            if (f.fixedIn().isEmpty()) {
                return false;
            }
            Optional<Instant> published = f.advisory().flatMap(Finding.AdvisoryRef::published);
            double age = published
                    .map(p -> (double) Duration.between(p, facts.now()).toSeconds())
                    .orElse(Double.POSITIVE_INFINITY);
            return comparison.holds(age, (double) limit.toSeconds());
        }
    }
}
