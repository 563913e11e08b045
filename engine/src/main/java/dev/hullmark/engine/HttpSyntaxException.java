package dev.hullmark.engine;

import java.io.IOException;

/** The other side doesn't speak HTTP/1.1 as RFC 9112 has it, or says more than we listen to. */
final class HttpSyntaxException extends IOException {
    HttpSyntaxException(String what) {
        super(what);
    }
}
