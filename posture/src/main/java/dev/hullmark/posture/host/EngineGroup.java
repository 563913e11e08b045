package dev.hullmark.posture.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The group that may use an engine's socket: its members are as good as root.
 *
 * @param listed whether /etc/group has it; a directory service may, whose members can't be seen
 * @param members those listed there, and those whose own group it is
 */
record EngineGroup(String name, boolean listed, List<String> members) {
    static final String USUAL = "docker";

    EngineGroup {
        members = List.copyOf(members);
    }

    /**
     * @param told the name or number dockerd was given, or ""
     * @param socket the group of its socket; empty when that can't be told
     * @return empty where only root may
     */
    static Optional<EngineGroup> find(String groups, String passwd, String told, OptionalInt socket) {
        if (told.isEmpty() && socket.orElse(-1) == 0) {
            return Optional.empty();
        }
        String number = socket.isPresent() ? Integer.toString(socket.getAsInt()) : "";
        String sought = !told.isEmpty() ? told : number.isEmpty() ? USUAL : number;
        for (String line : groups.split("\n")) {
            String[] f = line.strip().split(":", -1);
            boolean byNumber = sought.chars().allMatch(Character::isDigit);
            if (f.length == 4 && f[byNumber ? 2 : 0].equals(sought)) {
                return Optional.of(new EngineGroup(f[0], true, members(f[3], f[2], passwd)));
            }
        }
        return sought.equals(USUAL) && told.isEmpty()
                ? Optional.empty()
                : Optional.of(new EngineGroup(sought, false, List.of()));
    }

    private static List<String> members(String listed, String gid, String passwd) {
        List<String> members = new ArrayList<>(List.of(listed.split(",")));
        members.removeIf(String::isBlank);
        passwd.lines()
                .map(line -> line.split(":", -1))
                .filter(f -> f.length >= 7 && f[3].equals(gid) && !f[2].equals("0") && !members.contains(f[0]))
                .forEach(f -> members.add(f[0]));
        return members;
    }
}
