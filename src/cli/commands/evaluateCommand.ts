import type { Command } from "commander";
import type { OpenContext } from "../cliContext";
import { buildModelOption } from "../modelOption";
import { addOutputOptions } from "../outputOptions";
import { type EvaluateOptions, evaluateTone } from "../ownTone/evaluateTone";

/** `cloze evaluate`: how well a tone of one's own does on rows that it was not taught with. */
export function addEvaluateCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("evaluate")
    .summary("measure a tone of your own on other rows")
    .description(
      "measure a tone of your own on rows: accuracy, and precision, recall and F1 of each label\n\n  cloze evaluate held-out.tsv --with harsh.json",
    )
    .argument("<rows>", "a file of rows under the header label, a tab, text: one label, a tab and one text a line")
    .requiredOption("--with <file>", "the file that cloze train wrote")
    .addOption(buildModelOption("tone"));
  addOutputOptions(command, { json: "print JSON, on one line" });
  command.action(async (file: string, options: EvaluateOptions, called: Command) => {
    await evaluateTone(openContext(called), file, options);
  });
}
