import { type Command, Option } from "commander";
import type { OpenContext } from "../cliContext";

/** `cloze lsp`: serves an editor on standard input and output, until the editor ends it. */
export function addLspCommand(program: Command, openContext: OpenContext, version: string): void {
  program
    .command("lsp")
    .summary("serve an editor by the Language Server Protocol")
    .description(
      "serve an editor by the Language Server Protocol, on standard input and output: marks, fixes, hovers, and words for a [MASK]. Editors start it; docs/editors.md says how each does\n\n  cloze lsp",
    )
    .addOption(new Option("--stdio", "standard input and output, as ever: many editors say so").hideHelp())
    .addOption(new Option("--clientProcessId <id>", "ends when this process does").hideHelp())
    .action(async (_options: unknown, called: Command) => {
      const context = openContext(called, { leavesRoom: true });
      const { serveEditor } = await context.loadLsp();
      await serveEditor({ ...context, version });
    });
}
