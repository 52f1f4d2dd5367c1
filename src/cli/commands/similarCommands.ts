import { type Command, Option } from "commander";
import type { OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { FILES_HELP } from "../input/filesHelp";
import { buildFormatOption } from "../input/formatOption";
import { buildModelOption } from "../modelOption";
import { addOutputOptions } from "../outputOptions";
import type { ContradictionsOptions } from "../similar/contradictingSentences";
import type { RepeatsOptions } from "../similar/repeatedSentences";
import type { SimilarOptions } from "../similar/similarSentences";

const FILES = `${FILES_HELP}. Default: all documents here`;

/** `cloze similar`, `cloze repeats` and `cloze contradict`: exit code 2 if a file cannot be read, whatever else was printed. */
export function addSimilarCommands(program: Command, openContext: OpenContext): void {
  addSimilar(program, openContext);
  addRepeats(program, openContext);
  addContradictions(program, openContext);
}

function addSimilar(program: Command, openContext: OpenContext): void {
  const command = program
    .command("similar")
    .summary("find the sentences of documents that say something like a text")
    .description(
      'find the sentences of documents that say something like a text, in whatever words\n\n  cloze similar "The server restarts by itself." docs --top 5',
    )
    .argument("<text>", "a sentence, in quotes")
    .argument("[files...]", FILES)
    .addOption(buildModelOption("similar"))
    .addOption(buildTopOption("how many sentences, 1 to 1000").default(10))
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object" });
  command.action(async (text: string, patterns: string[], options: SimilarOptions, called: Command) => {
    const context = openContext(called);
    const { similarSentences } = await context.loadSimilar();
    await similarSentences(context, { text, patterns }, options);
  });
}

function addRepeats(program: Command, openContext: OpenContext): void {
  const command = program
    .command("repeats")
    .summary("find sentences of documents that say the same in other words")
    .description(
      "find sentences of documents that say the same in other words: those first that disagree in a number or a negation, and those apart that are the same word for word\n\n  cloze repeats README.md docs",
    )
    .argument("[files...]", FILES)
    .addOption(buildModelOption("similar"))
    .addOption(buildTopOption("most pairs, 1 to 100,000").default(200))
    .addOption(
      new Option(
        "--least <number>",
        "least similarity of a pair, 0 to 1. Default: 0.85; 0.95 for a model that was not taught to compare sentences",
      ).argParser(readSimilarity),
    )
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object" });
  command.action(async (patterns: string[], options: RepeatsOptions, called: Command) => {
    const context = openContext(called);
    const { repeatedSentences } = await context.loadSimilar();
    await repeatedSentences(context, patterns, options);
  });
}

function addContradictions(program: Command, openContext: OpenContext): void {
  const command = program
    .command("contradict")
    .summary("find sentences of documents that contradict each other")
    .description(
      "find sentences of documents that contradict each other: those that are most alike are judged, both ways round, by a model that was taught natural language inference, such as cross-encoder/nli-MiniLM2-L6-H768\n\n  cloze contradict README.md docs --model cross-encoder/nli-MiniLM2-L6-H768",
    )
    .argument("[files...]", FILES)
    .addOption(buildModelOption("judgements"))
    .addOption(buildModelOption("similar", { flags: "--similar-model <name>" }))
    .addOption(buildTopOption("most pairs that are judged, 1 to 100,000").default(200))
    .addOption(
      new Option(
        "--least <number>",
        "least similarity of a pair, 0 to 1. Default: 0.6; 0.9 where the model that compares was not taught to",
      ).argParser(readSimilarity),
    )
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object" });
  command.action(async (patterns: string[], options: ContradictionsOptions, called: Command) => {
    const context = openContext(called);
    const { contradictingSentences } = await context.loadSimilar();
    await contradictingSentences(context, patterns, options);
  });
}

function buildTopOption(help: string): Option {
  return new Option("--top <count>", help).argParser((value) => {
    // The engine checks the range.
    if (/^\d+$/.test(value)) return Number(value);
    throw new CliError("bad-usage", `--top is "${value}", expected a whole number`);
  });
}

function readSimilarity(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new CliError("bad-usage", `--least is "${value}", expected a number from 0 to 1`);
}
