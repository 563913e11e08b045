package dev.hullmark.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Print a completion script for bash (which zsh can source too), or a completion file for zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(hullmark completion)                             this shell, bash or zsh",
            "  hullmark completion > /etc/bash_completion.d/hullmark     every bash",
            "  hullmark completion zsh > ~/.zfunc/_hullmark              a directory of zsh's fpath"
        })
final class CompletionCommand implements Runnable {
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", arity = "0..1", description = "bash (the default) or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public void run() {
        System.out.print(script(shell));
    }

    static String script(Shell shell) {
        String script = AutoComplete.bash("hullmark", Commands.lineFor());
        return shell == Shell.BASH ? script : forZsh(script);
    }

    /** An autoloaded function: the first call finds itself as the function and must complete too. */
    private static String forZsh(String script) {
        return "#compdef hullmark\nautoload -U +X bashcompinit && bashcompinit\ncompopt() { : }\n" + script
                + "\n_bash_complete -o default -F _complete_hullmark\n";
    }
}
