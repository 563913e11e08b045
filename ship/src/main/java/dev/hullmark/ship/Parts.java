package dev.hullmark.ship;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a message as fits a receiver.
 *
 * @param more how many lines do not
 */
record Parts(List<Part> shown, int more) {
    /**
     * A line, or the title of a section where there are several.
     *
     * @param detail "" of a title, and where there is nothing to say
     */
    record Part(String head, String detail) {}

    /** @param most how many parts fit */
    static Parts of(Message message, int most) {
        List<Part> shown = new ArrayList<>();
        int more = 0;
        for (Message.Section section : message.sections()) {
            if (message.sections().size() > 1 && shown.size() < most) {
                shown.add(new Part(Words.clean(section.title()), ""));
            }
            for (Message.Line line : section.lines()) {
                if (shown.size() < most) {
                    shown.add(new Part(Words.head(line), Words.detail(line)));
                } else {
                    more++;
                }
            }
            more += section.more();
        }
        return new Parts(List.copyOf(shown), more);
    }
}
