package dev.hullmark.catalog.java;

import dev.hullmark.catalog.zip.DirectoryCursor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Libraries whose classes were packed into an archive, moved to another package or not, without the metadata that would name
 * them. Told by the names of classes that only they have; what comes before such a name in the archive does not matter, so
 * that a moved one is seen. Which version it is no class tells: that is said, not guessed.
 */
final class Shaded {
    /**
     * One library.
     *
     * @param name group and artifact
     * @param artifacts the artifacts that these classes rightly belong to, also with more behind a dash
     * @param classes the ends of its classes' paths; two of them tell it
     */
    private record Library(String name, List<String> artifacts, List<String> classes) {}

    private static Library of(String name, String artifacts, String... classes) {
        return new Library(name, List.of(artifacts.split(" ")), List.of(classes));
    }

    private static final int TOLD_BY = 2;

    private static final List<Library> LIBRARIES = List.of(
            of(
                    "org.apache.logging.log4j:log4j-core",
                    "log4j-core",
                    "log4j/core/lookup/JndiLookup",
                    "log4j/core/appender/AbstractAppender",
                    "log4j/core/LoggerContext"),
            of("log4j:log4j", "log4j reload4j", "log4j/net/SocketServer", "log4j/helpers/AppenderAttachableImpl"),
            of(
                    "org.apache.commons:commons-text",
                    "commons-text",
                    "text/lookup/StringLookupFactory",
                    "text/StringSubstitutor"),
            of(
                    "org.apache.commons:commons-compress",
                    "commons-compress",
                    "compress/archivers/ArchiveStreamFactory",
                    "compress/compressors/CompressorStreamFactory"),
            of(
                    "commons-collections:commons-collections",
                    "commons-collections",
                    "collections/functors/InvokerTransformer",
                    "collections/functors/ChainedTransformer"),
            of(
                    "org.apache.commons:commons-collections4",
                    "commons-collections4",
                    "collections4/functors/InvokerTransformer",
                    "collections4/functors/ChainedTransformer"),
            of(
                    "commons-fileupload:commons-fileupload",
                    "commons-fileupload tomcat",
                    "fileupload/disk/DiskFileItemFactory",
                    "fileupload/FileUploadBase"),
            of(
                    "commons-beanutils:commons-beanutils",
                    "commons-beanutils",
                    "beanutils/BeanUtilsBean",
                    "beanutils/PropertyUtilsBean"),
            of("commons-io:commons-io", "commons-io", "commons/io/FileUtils", "commons/io/FilenameUtils"),
            of(
                    "com.fasterxml.jackson.core:jackson-databind",
                    "jackson-databind jackson-all",
                    "databind/ObjectMapper",
                    "databind/jsontype/impl/SubTypeValidator",
                    "databind/deser/BeanDeserializerFactory"),
            of(
                    "org.codehaus.jackson:jackson-mapper-asl",
                    "jackson-mapper jackson-all",
                    "jackson/map/ObjectMapper",
                    "jackson/map/deser/BeanDeserializerFactory"),
            of(
                    "org.yaml:snakeyaml",
                    "snakeyaml",
                    "snakeyaml/constructor/SafeConstructor",
                    "snakeyaml/scanner/ScannerImpl"),
            of(
                    "org.springframework:spring-beans",
                    "spring-beans",
                    "beans/CachedIntrospectionResults",
                    "beans/factory/support/DefaultListableBeanFactory"),
            of(
                    "org.springframework:spring-web",
                    "spring-web",
                    "web/client/RestTemplate",
                    "web/util/UriComponentsBuilder"),
            of(
                    "org.springframework:spring-expression",
                    "spring-expression",
                    "expression/spel/standard/SpelExpressionParser",
                    "expression/spel/SpelNode"),
            of(
                    "org.apache.struts:struts2-core",
                    "struts2-core",
                    "struts2/dispatcher/Dispatcher",
                    "struts2/views/util/DefaultUrlHelper"),
            of(
                    "com.google.guava:guava",
                    "guava google-collections",
                    "common/hash/BloomFilter",
                    "common/io/FileBackedOutputStream"),
            of("io.netty:netty-common", "netty", "netty/util/ResourceLeakDetector", "netty/util/HashedWheelTimer"),
            of(
                    "io.netty:netty-codec-http",
                    "netty",
                    "netty/handler/codec/http/HttpObjectDecoder",
                    "netty/handler/codec/http/HttpServerCodec"),
            of(
                    "io.netty:netty-codec-http2",
                    "netty",
                    "netty/handler/codec/http2/DefaultHttp2ConnectionDecoder",
                    "netty/handler/codec/http2/HpackDecoder"),
            of("io.netty:netty-handler", "netty", "netty/handler/ssl/SslHandler", "netty/handler/ssl/SniHandler"),
            of(
                    "com.google.protobuf:protobuf-java",
                    "protobuf",
                    "protobuf/CodedInputStream",
                    "protobuf/GeneratedMessageV3",
                    "protobuf/UnknownFieldSet"),
            of("org.bouncycastle:bcprov", "bcprov bc", "jce/provider/BouncyCastleProvider", "crypto/engines/AESEngine"),
            of("com.alibaba:fastjson", "fastjson", "fastjson/parser/ParserConfig", "fastjson/JSONPath"),
            of("com.thoughtworks.xstream:xstream", "xstream", "xstream/XStream", "xstream/security/TypePermission"),
            of("com.h2database:h2", "h2", "h2/engine/ConnectionInfo", "h2/util/JdbcUtils"),
            of("org.eclipse.jetty:jetty-server", "jetty", "jetty/server/HttpChannel", "jetty/server/ServerConnector"),
            of("org.eclipse.jetty:jetty-http", "jetty", "jetty/http/HttpParser", "jetty/http/HttpGenerator"),
            of(
                    "org.apache.tomcat.embed:tomcat-embed-core",
                    "tomcat catalina",
                    "catalina/core/StandardContext",
                    "catalina/connector/CoyoteAdapter"),
            of("com.squareup.okhttp3:okhttp", "okhttp", "okhttp3/OkHttpClient", "okhttp3/HttpUrl"),
            of("com.squareup.okio:okio", "okio", "okio/RealBufferedSource", "okio/GzipSource"),
            of("com.google.code.gson:gson", "gson", "gson/GsonBuilder", "gson/internal/LinkedTreeMap"),
            of(
                    "org.apache.httpcomponents:httpclient",
                    "httpclient",
                    "http/impl/client/HttpClientBuilder",
                    "http/client/utils/URIUtils"),
            of(
                    "org.apache.thrift:libthrift",
                    "libthrift",
                    "thrift/protocol/TBinaryProtocol",
                    "thrift/transport/TFramedTransport",
                    "thrift/TBaseProcessor"),
            of(
                    "org.apache.shiro:shiro-core",
                    "shiro",
                    "shiro/mgt/AbstractRememberMeManager",
                    "shiro/mgt/DefaultSecurityManager"),
            of("org.apache.zookeeper:zookeeper", "zookeeper", "zookeeper/ZooKeeper", "zookeeper/ClientCnxn"),
            of(
                    "ch.qos.logback:logback-core",
                    "logback-core",
                    "logback/core/joran/GenericConfigurator",
                    "logback/core/rolling/RollingFileAppender"),
            of("org.dom4j:dom4j", "dom4j", "dom4j/io/SAXReader", "dom4j/DocumentHelper"),
            of("org.jsoup:jsoup", "jsoup", "jsoup/parser/Tokeniser", "jsoup/helper/HttpConnection"),
            of("org.apache.avro:avro", "avro", "avro/specific/SpecificData", "avro/generic/GenericDatumReader"));

    /** By the four bytes before {@code .class}: most classes are none of these by that alone. */
    private static final BitSet ENDS = new BitSet();

    private static final int ENDS_SIZE = 1 << 14;

    private static final List<String> CLASSES = new ArrayList<>();
    private static final List<Integer> OWNERS = new ArrayList<>();

    static {
        for (int i = 0; i < LIBRARIES.size(); i++) {
            for (String name : LIBRARIES.get(i).classes()) {
                CLASSES.add(name + ".class");
                OWNERS.add(i);
                ENDS.set(hash(
                        name.charAt(name.length() - 4),
                        name.charAt(name.length() - 3),
                        name.charAt(name.length() - 2),
                        name.charAt(name.length() - 1)));
            }
        }
    }

    private final int[] seen = new int[LIBRARIES.size()];
    private final BitSet counted = new BitSet();

    /** Looks at a name that ends in {@code .class}. */
    void look(DirectoryCursor entry) {
        if (!ENDS.get(hash(entry.fromEnd(10), entry.fromEnd(9), entry.fromEnd(8), entry.fromEnd(7)))) {
            return;
        }
        for (int i = 0; i < CLASSES.size(); i++) {
            if (!counted.get(i) && entry.pathEndsWith(CLASSES.get(i))) {
                counted.set(i);
                seen[OWNERS.get(i)]++;
            }
        }
    }

    /** The libraries whose classes are in it although neither it nor what was packed into it is one of theirs. */
    List<String> unnamed(Optional<Coordinates> own, List<Ladder.Embedded> embedded) {
        List<String> unnamed = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] >= TOLD_BY && !explained(LIBRARIES.get(i), own, embedded)) {
                unnamed.add(LIBRARIES.get(i).name());
            }
        }
        return unnamed;
    }

    private static boolean explained(Library library, Optional<Coordinates> own, List<Ladder.Embedded> embedded) {
        boolean explained = own.isPresent() && belongs(library, own.get().artifact());
        for (Ladder.Embedded e : embedded) {
            explained |= belongs(library, e.coordinates().artifact());
        }
        return explained;
    }

    private static boolean belongs(Library library, String artifact) {
        for (String start : library.artifacts()) {
            if (artifact.equals(start) || artifact.startsWith(start + "-")) {
                return true;
            }
        }
        return false;
    }

    private static int hash(int a, int b, int c, int d) {
        return (a * 31 * 31 * 31 + b * 31 * 31 + c * 31 + d) & (ENDS_SIZE - 1);
    }
}
