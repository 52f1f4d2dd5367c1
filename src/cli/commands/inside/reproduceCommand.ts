import type { Command } from "commander";
import type { OpenContext } from "../../cliContext";
import { reproduceFile, type ReproduceOptions } from "../../exports/reproduceFile";
import { addOutputOptions } from "../../outputOptions";

/** `cloze reproduce`: an export computed again. */
export function addReproduceCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("reproduce")
    .summary("compute an export of the panel again, and say whether it is the same")
    .description(
      "compute an export of the panel again, and say whether it is the same: exit code 0 if it is, 1 if not\n\n  cloze reproduce links.svg",
    )
    .argument("<file>", "what Export… saved: SVG, PNG, HTML, JSON, CSV or BertViz's JSON")
    .option("--model <name>", "the model to ask. Default: the one that the file names");
  addOutputOptions(command, { json: "print JSON, on one line" });
  command.action(async (file: string, options: ReproduceOptions, called: Command) => {
    await reproduceFile(openContext(called), { file, version: program.version() ?? "" }, options);
  });
}
