import { type Command, Option } from "commander";
import type { OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { FILES_HELP } from "../input/filesHelp";
import { buildFormatOption } from "../input/formatOption";
import { buildModelOption } from "../modelOption";
import { addOutputOptions } from "../outputOptions";
import type { SensesOptions } from "../similar/wordSenses";

/** `cloze senses`: exit code 2 if a file cannot be read, whatever else was printed. */
export function addSensesCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("senses")
    .summary("group the uses of a word in documents by what the model makes of it")
    .description(
      "group the uses of a word in documents by the vectors that it has in its sentences\n\n  cloze senses bank docs --json",
    )
    .argument("<word>", "the word, in one form: uses in capitals and small letters are found")
    .argument("[files...]", `${FILES_HELP}. Default: all documents here`)
    .addOption(buildModelOption("text"))
    .addOption(buildWholeOption("--layer <number>", "the layer to compare: 0 for the embeddings. Default: the last"))
    .addOption(
      buildWholeOption("--groups <count>", "how many groups, 1 to 20. Default: as many as stand apart best, or one"),
    )
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object" });
  command.action(async (word: string, patterns: string[], options: SensesOptions, called: Command) => {
    const context = openContext(called);
    const { wordSenses } = await context.loadSimilar();
    await wordSenses(context, { word, patterns }, options);
  });
}

function buildWholeOption(flags: string, help: string): Option {
  return new Option(flags, help).argParser((value) => {
    // The engine checks the range.
    if (/^\d+$/.test(value)) return Number(value);
    throw new CliError("bad-usage", `${flags.split(" ")[0] ?? ""} is "${value}", expected a whole number`);
  });
}
