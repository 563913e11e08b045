package dev.hullmark.posture;

import dev.hullmark.fuzz.Target;
import dev.hullmark.sbom.SpdxExpression;
import java.util.List;
import java.util.Optional;

/** Licences as packages declare them. */
public final class PostureTargets {
    private PostureTargets() {}

    public static Target licence() {
        LicencePolicy policy = new LicencePolicy(List.of("MIT", "BSD-*"), List.of("*GPL*", "AGPL-3.0-only"));
        return Target.ofText(
                        "licence",
                        input -> {
                            Optional<String> expression = LicenceNames.expression(Target.text(input));
                            if (expression.isPresent() && !SpdxExpression.isValid(expression.get())) {
                                throw new Target.Find(expression.get() + " is no expression");
                            }
                            policy.denies(Target.text(input));
                            policy.allows(Target.text(input));
                            return expression.isPresent();
                        },
                        "GPLv2+ and MIT",
                        "Apache License, Version 2.0",
                        "Apache-2.0 WITH LLVM-exception")
                .with(" or ", " and ", " WITH ", "GPLv2", "License, Version ", "the ");
    }
}
