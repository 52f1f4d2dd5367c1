import type { Command } from "commander";
import type { OpenContext } from "../cliContext";
import { FILES_HELP } from "../input/filesHelp";
import { buildFormatOption } from "../input/formatOption";
import { addOutputOptions } from "../outputOptions";
import type { ReadOptions } from "../read/readDocuments";

/** `cloze read`: exit code 2 if a file cannot be read, whatever else was printed. */
export function addReadCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("read")
    .summary("show what Cloze reads of documents, sentence by sentence")
    .description(
      "show what Cloze reads of documents: their sentences, without markup and code, each with its place\n\n  cloze read README.md\n  git log -1 --format=%B | cloze read --format commit",
    )
    .argument("[files...]", `${FILES_HELP}. Default: standard input`)
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object for each file, on a line of its own" });
  command.action(async (patterns: string[], options: ReadOptions, called: Command) => {
    const context = openContext(called);
    const { readDocuments } = await context.loadRead();
    await readDocuments(context, patterns, options);
  });
}
