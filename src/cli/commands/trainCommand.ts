import { type Command, Option } from "commander";
import { SEVERITIES } from "../../lint/ruleSetting";
import { FEATURE_POOLINGS } from "../../tasks/schemas/ownToneSchema";
import type { OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { buildModelOption } from "../modelOption";
import { addOutputOptions } from "../outputOptions";
import { type TrainOptions, trainTone } from "../ownTone/trainTone";

/** `cloze train`: a tone of one's own, of rows. */
export function addTrainCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("train")
    .summary("teach a tone of your own from rows of examples")
    .description(
      'teach a tone of your own: a logistic regression on the vectors of a frozen model, judged by cross-validation\n\n  cloze train harsh.tsv --out harsh.json\n  cloze tone "This is a dreadful mess." --with harsh.json\n  cloze lint docs --with harsh.json --rules own/harsh',
    )
    .argument("<rows>", "a file of rows under the header label, a tab, text: one label, a tab and one text a line")
    .addOption(buildModelOption("tone"))
    .option("--out <file>", "the file to write. Default: none, only figures are printed")
    .option("--name <name>", "its name, and that of its rule: own/<name>. Default: that of the file")
    .option("--c <number>", "inverse strength of the regularization. Default: the best of several", readPositive)
    .option("--layer <number>", "layer whose vectors are read. Default: the last", readWhole)
    .addOption(
      new Option("--pooling <name>", "how the vectors of tokens become one. Default: mean").choices(FEATURE_POOLINGS),
    )
    .option("--mark <label>", 'the label that its rule marks. Default: of two labels, the one that is not "fine"')
    .option("--message <text>", 'what a mark says. Default: "Reads", and the label')
    .addOption(new Option("--severity <name>", "how a mark is shown. Default: information").choices(SEVERITIES))
    .option("--threshold <number>", "least probability that is marked. Default: 0.5", readShare)
    .option("--keep-rows", "keep the rows in the file. Default: it holds no text");
  addOutputOptions(command, { json: "print JSON, on one line" });
  command.action(async (file: string, options: TrainOptions, called: Command) => {
    await trainTone(openContext(called), file, { ...options, version: program.version() ?? "" });
  });
}

function readPositive(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number > 0 && Number.isFinite(number)) return number;
  throw new CliError("bad-usage", `--c is "${value}", expected a number above 0`);
}

function readWhole(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new CliError("bad-usage", `--layer is "${value}", expected a whole number`);
}

function readShare(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new CliError("bad-usage", `--threshold is "${value}", expected a number from 0 to 1`);
}
