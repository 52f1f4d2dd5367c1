import { type Command, Option } from "commander";
import type { AnswerOptions } from "../ask/answerFiles";
import type { PairsOptions } from "../ask/pairFiles";
import type { TagOptions } from "../ask/tagFiles";
import type { OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { FILES_HELP } from "../input/filesHelp";
import { buildFormatOption } from "../input/formatOption";
import { buildModelOption } from "../modelOption";
import { addOutputOptions } from "../outputOptions";

const FILES = `${FILES_HELP}. Default: standard input`;

/** `cloze answer`, `cloze tag` and `cloze pairs`: exit code 2 if a file cannot be read, whatever else was printed. */
export function addAskCommands(program: Command, openContext: OpenContext): void {
  addAnswer(program, openContext);
  addTag(program, openContext);
  addPairs(program, openContext);
}

function addAnswer(program: Command, openContext: OpenContext): void {
  const command = program
    .command("answer")
    .summary("answer a question from documents")
    .description(
      'answer a question from documents: the words of theirs that answer it best, each in another place. It needs a model that learnt to, such as deepset/bert-base-cased-squad2\n\n  cloze answer "Which command builds it?" README.md --model deepset/bert-base-cased-squad2',
    )
    .argument("<question>", "a question, in quotes")
    .argument("[files...]", FILES)
    .addOption(buildModelOption("answers"))
    .addOption(new Option("--top <count>", "how many answers, 1 to 100").argParser(readWhole("--top")).default(5))
    .addOption(
      new Option("--max-tokens <count>", "most tokens of an answer, 1 to 200. Default: 15").argParser(
        readWhole("--max-tokens"),
      ),
    )
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object" });
  command.action(async (question: string, patterns: string[], options: AnswerOptions, called: Command) => {
    const context = openContext(called);
    const { answerFiles } = await context.loadAsk();
    await answerFiles(context, { question, patterns }, options);
  });
}

function addTag(program: Command, openContext: OpenContext): void {
  const command = program
    .command("tag")
    .summary("label the words of documents, such as names of people and places")
    .description(
      "label the words of documents, such as names of people and places, as the model learnt to. It needs one that did, such as dslim/bert-base-NER\n\n  cloze tag README.md --model dslim/bert-base-NER",
    )
    .argument("[files...]", FILES)
    .addOption(buildModelOption("tags"))
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object" });
  command.action(async (patterns: string[], options: TagOptions, called: Command) => {
    const context = openContext(called);
    const { tagFiles } = await context.loadAsk();
    await tagFiles(context, patterns, options);
  });
}

function addPairs(program: Command, openContext: OpenContext): void {
  const command = program
    .command("pairs")
    .summary("draw pairs of a document's sentences by a seed, half of them in a row, and say P(next) of each")
    .description(
      "draw pairs of a document's sentences by a seed, as BERT's training did: of half of them the second is the next sentence, of the others another one of the document. Says P(next) of each, and which were in a row\n\n  cloze pairs README.md --seed 3",
    )
    .argument("[files...]", FILES)
    .addOption(buildModelOption("text"))
    .addOption(new Option("--seed <number>", "seed of the draw").argParser(readWhole("--seed")).default(0))
    .addOption(
      new Option("--count <number>", "how many pairs of each file, 1 to 100")
        .argParser(readWhole("--count"))
        .default(10),
    )
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object for each file, on a line of its own" });
  command.action(async (patterns: string[], options: PairsOptions, called: Command) => {
    const context = openContext(called);
    const { pairFiles } = await context.loadAsk();
    await pairFiles(context, patterns, options);
  });
}

function readWhole(option: string): (value: string) => number {
  return (value) => {
    // The engine checks the range.
    if (/^\d+$/.test(value)) return Number(value);
    throw new CliError("bad-usage", `${option} is "${value}", expected a whole number`);
  };
}
