package dev.hullmark.store;

import dev.hullmark.model.HullmarkException;
import java.sql.SQLException;
import java.util.Objects;
import org.jdbi.v3.core.ConnectionException;

/** The store can't be opened, or failed; the message says which and what to do. */
public final class StoreException extends HullmarkException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether the database can't be asked at all just now: what was asked may well succeed later. */
    public boolean away() {
        Throwable why = this;
        while (why != null) {
            if (why instanceof ConnectionException || (why instanceof SQLException sql && gone(sql))) {
                return true;
            }
            why = why.getCause();
        }
        return false;
    }

    /** SQLSTATE: a connection's trouble, too many of them, or an operator who stops the server. */
    private static boolean gone(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
