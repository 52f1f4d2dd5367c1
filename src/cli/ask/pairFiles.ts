import type { Format } from "../../text/formats/format";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { findOutput, type OutputOptions } from "../outputOptions";
import { describeError } from "../print/describeError";
import { printJson, printLine } from "../print/terminal";
import { readShown } from "./readShown";

export interface PairsOptions extends OutputOptions {
  readonly model: string;
  readonly seed: number;
  readonly count: number;
  readonly format?: Format;
}

/** From this probability on, the model says that the second follows, as in the editor's game. */
const LEAST_YES = 0.5;

/** Runs `cloze pairs`: of each file, because a pair is drawn from one document. Leaves its exit code in the context. */
export async function pairFiles(
  context: CliContext,
  patterns: readonly string[],
  { model: named, seed, count, format, ...options }: PairsOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  const model = await context.library.resolve(named, context.folder);
  for (const document of await readShown(context, patterns, format)) {
    const { file } = document;
    const sentences = document.sentences.map(({ text }) => text);
    try {
      if (new Set(sentences).size < 3) {
        throw new CliError("bad-input", "has fewer than three different sentences, expected more to draw pairs from");
      }
      const { pairs, precision } = await context.engine.request("pairs", { model, sentences, seed, count });
      const drawn = pairs.map(({ first, second, follows, isNext }) => ({
        a: sentences[first] ?? "",
        b: sentences[second] ?? "",
        follows,
        isNext,
      }));
      if (output === "json") {
        await printJson(context.output, { file, seed, pairs: drawn, precision });
        continue;
      }
      await printLine(context.output, `${file}, seed ${seed}`);
      for (const { a, b, follows, isNext } of drawn) {
        const mark = isNext >= LEAST_YES === follows ? "✓" : "✗";
        const truth = follows ? "is the next sentence" : "is not the next sentence";
        const lines = ["", `${mark} P(next) ${formatPercent(isNext)}: B ${truth}`, `  A: ${a}`, `  B: ${b}`];
        for (const line of lines) await printLine(context.output, line);
      }
      const right = drawn.filter(({ follows, isNext }) => isNext >= LEAST_YES === follows).length;
      await printLine(context.output, "");
      await printLine(
        context.errors,
        `the model is right about ${right} of ${drawn.length} pairs, computed in ${namePrecision(precision)}`,
      );
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      await printLine(context.errors, `cloze: ${file}: ${describeError(error)}`);
      context.exit.code = 2;
    }
  }
}
