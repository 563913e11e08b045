package dev.hullmark.posture.dockerfile;

/**
 * A here-document: {@code <<EOF} … {@code EOF}.
 *
 * @param name what ends it
 * @param expand whether variables in it are filled in: its name was not quoted
 * @param body its lines, each with its end; without leading tabs if {@code <<-} asked for that
 * @param line the first line of the body
 */
public record Heredoc(String name, boolean expand, String body, int line) {}
