package dev.hullmark.catalog.java;

import java.util.Optional;

/**
 * Group ids of well-known families whose jars may lack a pom and whose group cannot be derived from their packages. One
 * rule a line, the first that fits wins:
 *
 * <pre>artifact pattern   package its classes lie in   group   lowest version (optional)</pre>
 *
 * A pattern may end in {@code *}; Scala's suffix ({@code _2.13}) is not part of the artifact here. {@code =} as group
 * stands for the artifact itself, as was custom in Maven 1.
 *
 * <p>A rule with a lowest version is the younger of an artifact's two groups: under the wrong one of them a version would
 * meet another's advisories, or none. Where one file was published under both (velocity 1.5, hsqldb 1.8.0.10), it is
 * told by the younger, which is the one advisories name.
 *
 * <p>Looked up in Maven Central, with the last version before: asm 4.0, dom4j 2.0, groovy 4.0, hibernate-core 6.0,
 * javassist 3.13, jfreechart 1.0.14, netty 3.3, quartz 1.7, velocity 1.5. Measured on jars fetched from there: the rules
 * that {@code bench/jars} and {@code bench/recall} meet. The others are written from general knowledge of those projects
 * and have not been looked up one by one, which is one reason why no rule alone makes an answer certain.
 */
final class GroupRules {
    private static final String RULES = """
            spring-boot*            org.springframework.boot            org.springframework.boot
            spring-security-oauth2  org.springframework.security.oauth2 org.springframework.security.oauth
            spring-security-*       org.springframework.security        org.springframework.security
            spring-batch-*          org.springframework.batch           org.springframework.batch
            spring-integration-*    org.springframework.integration     org.springframework.integration
            spring-amqp             org.springframework.amqp            org.springframework.amqp
            spring-rabbit*          org.springframework.amqp            org.springframework.amqp
            spring-kafka*           org.springframework.kafka           org.springframework.kafka
            spring-session-*        org.springframework.session         org.springframework.session
            spring-data-*           org.springframework.data            org.springframework.data
            spring-cloud-*          org.springframework.cloud           org.springframework.cloud
            spring-ws-*             org.springframework.ws              org.springframework.ws
            spring-retry            org.springframework.retry           org.springframework.retry
            spring-hateoas          org.springframework.hateoas         org.springframework.hateoas
            spring-plugin-*         org.springframework.plugin          org.springframework.plugin
            spring-restdocs-*       org.springframework.restdocs        org.springframework.restdocs
            spring-statemachine-*   org.springframework.statemachine    org.springframework.statemachine
            spring-ldap-*           org.springframework.ldap            org.springframework.ldap
            spring-graphql          org.springframework.graphql         org.springframework.graphql
            spring-webflow          org.springframework.webflow         org.springframework.webflow
            spring-shell-*          org.springframework.shell           org.springframework.shell
            spring-jcl              org.apache.commons.logging          org.springframework
            spring-aop              org.springframework.aop             org.springframework
            spring-aspects          org.springframework                 org.springframework
            spring-beans            org.springframework.beans           org.springframework
            spring-context          org.springframework                 org.springframework
            spring-context-*        org.springframework                 org.springframework
            spring-core             org.springframework                 org.springframework
            spring-expression       org.springframework.expression      org.springframework
            spring-instrument*      org.springframework.instrument      org.springframework
            spring-jdbc             org.springframework.jdbc            org.springframework
            spring-jms              org.springframework.jms             org.springframework
            spring-messaging        org.springframework.messaging       org.springframework
            spring-orm              org.springframework.orm             org.springframework
            spring-oxm              org.springframework.oxm             org.springframework
            spring-r2dbc            org.springframework.r2dbc           org.springframework
            spring-test             org.springframework.test            org.springframework
            spring-tx               org.springframework.transaction     org.springframework
            spring-web*             org.springframework.web             org.springframework
            tomcat-embed-*          org.apache                          org.apache.tomcat.embed
            tomcat-*                org.apache                          org.apache.tomcat
            scala-library           scala                               org.scala-lang
            scala-reflect           scala.reflect                       org.scala-lang
            scala-compiler          scala.tools                         org.scala-lang
            scala3-*                scala                               org.scala-lang
            scala-*                 scala                               org.scala-lang.modules
            akka-http*              akka                                com.typesafe.akka
            akka-*                  akka                                com.typesafe.akka
            config                  com.typesafe.config                 com.typesafe
            play*                   play                                com.typesafe.play
            kafka                   kafka                               org.apache.kafka
            connect-*               org.apache.kafka.connect            org.apache.kafka
            kotlin-*                kotlin                              org.jetbrains.kotlin
            kotlinx-*               kotlinx                             org.jetbrains.kotlinx
            annotations             org.jetbrains.annotations           org.jetbrains
            ktor-*                  io.ktor                             io.ktor
            okhttp*                 okhttp3                             com.squareup.okhttp3
            logging-interceptor     okhttp3                             com.squareup.okhttp3
            mockwebserver*          okhttp3                             com.squareup.okhttp3
            okhttp*                 com.squareup.okhttp                 com.squareup.okhttp
            okio*                   okio                                com.squareup.okio
            retrofit*               retrofit2                           com.squareup.retrofit2
            converter-*             retrofit2                           com.squareup.retrofit2
            adapter-*               retrofit2                           com.squareup.retrofit2
            moshi*                  com.squareup.moshi                  com.squareup.moshi
            javapoet                com.squareup.javapoet               com.squareup
            rxjava                  io.reactivex.rxjava3                io.reactivex.rxjava3
            rxjava                  io.reactivex                        io.reactivex.rxjava2
            rxjava*                 rx                                  io.reactivex
            reactor-netty*          reactor.netty                       io.projectreactor.netty
            reactor-kafka           reactor.kafka                       io.projectreactor.kafka
            reactor-*               reactor                             io.projectreactor
            junit-jupiter*          org.junit.jupiter                   org.junit.jupiter
            junit-platform-*        org.junit.platform                  org.junit.platform
            junit-vintage-*         org.junit.vintage                   org.junit.vintage
            junit                   junit.framework                     junit
            groovy*                 groovy                              org.apache.groovy       4
            groovy*                 groovy                              org.codehaus.groovy
            groovy*                 org.apache.groovy                   org.apache.groovy       4
            groovy*                 org.codehaus.groovy                 org.codehaus.groovy
            elasticsearch-rest-*    org.elasticsearch.client            org.elasticsearch.client
            opensearch-rest-*       org.opensearch.client               org.opensearch.client
            lombok                  lombok                              org.projectlombok
            h2                      org.h2                              com.h2database
            mysql-connector-java    com.mysql                           mysql
            ojdbc*                  oracle.jdbc                         com.oracle.database.jdbc 18
            jcc                     com.ibm.db2                         com.ibm.db2
            caffeine                com.github.benmanes.caffeine        com.github.ben-manes.caffeine
            guice                   com.google.inject                   com.google.inject
            guice-*                 com.google.inject                   com.google.inject.extensions
            dagger*                 dagger                              com.google.dagger
            gson                    com.google.gson                     com.google.code.gson
            guava*                  com.google.common                   com.google.guava
            truth*                  com.google.common.truth             com.google.truth
            flogger*                com.google.common.flogger           com.google.flogger
            gax*                    com.google.api.gax                  com.google.api
            jsr305                  javax.annotation                    com.google.code.findbugs
            opentelemetry-instrumentation-* io.opentelemetry.instrumentation io.opentelemetry.instrumentation
            brave*                  brave                               io.zipkin.brave
            zipkin-reporter*        zipkin2.reporter                    io.zipkin.reporter2
            zipkin*                 zipkin2                             io.zipkin.zipkin2
            quartz*                 org.quartz                          org.quartz-scheduler    1.7
            quartz                  org.quartz                          opensymphony            1.6
            netty                   org.jboss.netty                     io.netty                3.3
            netty                   org.jboss.netty                     org.jboss.netty
            jfreechart              org.jfree                           org.jfree               1.0.14
            jfreechart              org.jfree                           jfree
            log4j                   org.apache.log4j                    log4j
            ant*                    org.apache.tools.ant                org.apache.ant          1.7
            ant*                    org.apache.tools.ant                ant
            xercesImpl              org.apache.xerces                   xerces
            xml-apis                org.w3c.dom                         xml-apis
            xml-apis-ext            org.w3c                             xml-apis
            xml-resolver            org.apache.xml.resolver             xml-resolver
            xalan                   org.apache.xalan                    xalan
            serializer              org.apache.xml.serializer           xalan
            dom4j                   org.dom4j                           org.dom4j               2
            dom4j                   org.dom4j                           dom4j
            jdom2                   org.jdom2                           org.jdom
            jdom                    org.jdom                            org.jdom                1.1
            jdom                    org.jdom                            jdom
            jaxen                   org.jaxen                           jaxen
            xom                     nu.xom                              xom
            xpp3*                   org.xmlpull                         xpp3
            fop*                    org.apache.fop                      org.apache.xmlgraphics
            batik-*                 org.apache.batik                    org.apache.xmlgraphics
            javassist               javassist                           org.javassist           3.13
            javassist               javassist                           javassist
            cglib*                  net.sf.cglib                        cglib
            asm*                    org.objectweb.asm                   org.ow2.asm             4
            asm*                    org.objectweb.asm                   asm
            antlr                   antlr                               antlr
            antlr4*                 org.antlr                           org.antlr
            antlr-runtime           org.antlr                           org.antlr
            ST4                     org.stringtemplate                  org.antlr
            stringtemplate          org.antlr.stringtemplate            org.antlr
            aspectj*                org.aspectj                         org.aspectj
            aopalliance             org.aopalliance                     aopalliance
            javax.inject            javax.inject                        javax.inject
            jsp-api                 javax.servlet.jsp                   javax.servlet.jsp       2.1
            jsp-api                 javax.servlet.jsp                   javax.servlet
            servlet-api             javax.servlet                       javax.servlet
            jstl                    javax.servlet.jsp.jstl              javax.servlet
            jta                     javax.transaction                   javax.transaction
            activation              javax.activation                    javax.activation
            mail                    javax.mail                          javax.mail
            jaxb-api                javax.xml.bind                      javax.xml.bind
            jsr250-api              javax.annotation                    javax.annotation
            jsr311-api              javax.ws.rs                         javax.ws.rs
            persistence-api         javax.persistence                   javax.persistence
            validation-api          javax.validation                    javax.validation
            javaee-api              javax                               javax
            freemarker              freemarker                          org.freemarker
            velocity                org.apache.velocity                 org.apache.velocity     1.5
            velocity                org.apache.velocity                 velocity
            struts                  org.apache.struts                   struts
            axis*                   org.apache.axis                     axis
            clojure                 clojure                             org.clojure
            jython*                 org.python                          org.python
            disruptor               com.lmax.disruptor                  com.lmax
            mongo*                  com.mongodb                         org.mongodb
            bson*                   org.bson                            org.mongodb
            amqp-client             com.rabbitmq.client                 com.rabbitmq
            wsdl4j                  javax.wsdl                          wsdl4j
            joda-time               org.joda.time                       joda-time
            jna*                    com.sun.jna                         net.java.dev.jna
            jsch                    com.jcraft.jsch                     com.jcraft
            xz                      org.tukaani.xz                      org.tukaani
            fastutil*               it.unimi.dsi.fastutil               it.unimi.dsi
            bsh                     bsh                                 org.beanshell           2
            bsh                     bsh                                 bsh
            ognl                    ognl                                ognl
            oro                     org.apache.oro                      oro
            regexp                  org.apache.regexp                   regexp
            sitemesh                com.opensymphony                    opensymphony
            nekohtml                org.cyberneko.html                  net.sourceforge.nekohtml 1.9.7
            nekohtml                org.cyberneko.html                  nekohtml
            p6spy                   com.p6spy                           p6spy
            picocli*                picocli                             info.picocli
            jcommander              com.beust.jcommander                com.beust
            trove4j                 gnu.trove                           net.sf.trove4j
            selenium-*              org.openqa.selenium                 org.seleniumhq.selenium
            htmlunit*               com.gargoylesoftware.htmlunit       net.sourceforge.htmlunit
            thymeleaf-extras-*      org.thymeleaf.extras                org.thymeleaf.extras
            liquibase-*             liquibase                           org.liquibase
            flyway-*                org.flywaydb                        org.flywaydb
            gdx*                    com.badlogic.gdx                    com.badlogicgames.gdx
            springfox-*             springfox                           io.springfox
            lz4-java                net.jpountz                         org.lz4
            ecj                     org.eclipse.jdt                     org.eclipse.jdt
            hibernate-validator*    org.hibernate.validator             org.hibernate.validator 6
            hibernate-search-*      org.hibernate.search                org.hibernate.search
            hibernate-commons-annotations org.hibernate                 org.hibernate.common
            hibernate-validator*    org.hibernate.validator             org.hibernate
            hibernate-*             org.hibernate                       org.hibernate.orm       6
            hibernate-*             org.hibernate                       org.hibernate
            mybatis-plus-*          com.baomidou                        com.baomidou
            jackson-module-scala    com.fasterxml.jackson.module        com.fasterxml.jackson.module
            commons-beanutils       org.apache.commons                  =
            commons-cli             org.apache.commons                  =
            commons-codec           org.apache.commons                  =
            commons-collections     org.apache.commons                  =
            commons-configuration   org.apache.commons                  =
            commons-daemon          org.apache.commons                  =
            commons-dbcp            org.apache.commons                  =
            commons-dbutils         org.apache.commons                  =
            commons-digester        org.apache.commons                  =
            commons-discovery       org.apache.commons                  =
            commons-el              org.apache.commons                  =
            commons-fileupload      org.apache.commons                  =
            commons-httpclient      org.apache.commons                  =
            commons-io              org.apache.commons                  =
            commons-jexl            org.apache.commons                  =
            commons-jxpath          org.apache.commons                  =
            commons-lang            org.apache.commons                  =
            commons-logging*        org.apache.commons                  commons-logging
            commons-net             org.apache.commons                  =
            commons-pool            org.apache.commons                  =
            commons-validator       org.apache.commons                  =
            commons-*               org.apache.commons                  org.apache.commons
            """;

    /** Families whose artifacts may hold no classes at all: their names alone tell them. */
    private static final String CLASSLESS_FAMILY = "spring-boot-";

    private GroupRules() {}

    /** The group of this artifact, when a rule knows its family and its classes agree. */
    static Optional<String> group(String artifact, String version, Packages packages) {
        if (packages.isEmpty() && artifact.startsWith(CLASSLESS_FAMILY)) {
            return Optional.of("org.springframework.boot");
        }
        int at = 0;
        while (at < RULES.length()) {
            int end = RULES.indexOf('\n', at);
            if (fitsPattern(at, artifact)) {
                String[] rule = RULES.substring(at, end).split(" +");
                if (packages.has(rule[1]) && (rule.length < 4 || atLeast(version, rule[3]))) {
                    return Optional.of(rule[2].equals("=") ? artifact : rule[2]);
                }
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    /** Whether a rule speaks of this very artifact or of its family ({@code spring-*}), whatever its classes. */
    static boolean knows(String artifact) {
        for (int at = 0; at < RULES.length(); at = RULES.indexOf('\n', at) + 1) {
            int end = RULES.indexOf(' ', at);
            if (fitsPattern(at, artifact) && (RULES.charAt(end - 1) != '*' || RULES.charAt(end - 2) == '-')) {
                return true;
            }
        }
        return false;
    }

    private static boolean fitsPattern(int at, String artifact) {
        int end = RULES.indexOf(' ', at);
        int length = end - at;
        if (RULES.charAt(end - 1) == '*') {
            return artifact.regionMatches(0, RULES, at, length - 1);
        }
        return length == artifact.length() && artifact.regionMatches(0, RULES, at, length);
    }

    /** Compares leading numbers only, which is all the rules need. */
    static boolean atLeast(String version, String lowest) {
        int v = 0;
        int l = 0;
        while (l < lowest.length()) {
            int vEnd = numberEnd(version, v);
            int lEnd = numberEnd(lowest, l);
            long a = number(version, v, vEnd);
            long b = number(lowest, l, lEnd);
            if (a != b) {
                return a > b;
            }
            v = Math.min(version.length(), vEnd + 1);
            l = lEnd + 1;
        }
        return true;
    }

    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9' && end - from < 18) {
            end++;
        }
        return end;
    }

    private static long number(String text, int from, int to) {
        return from == to ? 0 : Long.parseLong(text, from, to, 10);
    }
}
