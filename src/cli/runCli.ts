import { Command, CommanderError } from "commander";
import { attention } from "./attention";
import { print, type CliContext } from "./cliContext";
import { embed } from "./embed";
import { fill } from "./fill";
import { addLint } from "./lint";
import { addModelInfo } from "./modelInfo";
import { pair } from "./pair";
import { addTextCommand } from "./textCommand";
import { tokens } from "./tokens";
import { tone } from "./tone";

/**
 * Runs one command line. Errors are printed; the exit code is left in the context.
 *
 * @param words - The command line, without the program.
 */
export async function runCli(words: readonly string[], context: CliContext, version: string): Promise<void> {
  try {
    await buildProgram(context, version).parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version come this way too. Commander has printed what there is to say.
      context.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    context.exitCode = 2;
    await print(context.errors, `cloze: ${describeError(error)}`);
  }
}

function buildProgram(context: CliContext, version: string): Command {
  const program = new Command("cloze")
    .description("BERT on your own machine: fill words, check what follows, lint tone, show tokens and attention.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.output.write(text),
      writeErr: (text) => context.errors.write(text),
    })
    .showHelpAfterError("(--help shows what there is)");
  addTextCommand(program, context, fill);
  addTextCommand(program, context, pair);
  addTextCommand(program, context, tone);
  addTextCommand(program, context, tokens);
  addTextCommand(program, context, attention);
  addTextCommand(program, context, embed);
  addLint(program, context);
  addModelInfo(program, context);
  return program;
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? `${error.message} (${error.code})` : error.message;
}
