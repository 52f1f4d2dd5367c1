import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { formatPercent } from "../../wording/formatPercent";
import { namePrecision } from "../../wording/namePrecision";
import type { OpenContext } from "../cliContext";
import { buildModelOption } from "../modelOption";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";

type ModelInfo = Requests["measure"]["result"];

/** `cloze model verify` measures how far a model's answers in int8 agree with those in float32. */
export function addVerifyCommand(commands: Command, openContext: OpenContext): void {
  const verify = commands
    .command("verify")
    .description("measure anew how far a model's answers in int8 agree with those in float32, and keep the outcome")
    .argument("[model]", "the same as --model")
    .addOption(buildModelOption("text"));
  addOutputOptions(verify, { json: "print JSON, on one line" });
  verify.action(async (argument: string | undefined, options: OutputOptions & { model: string }, command: Command) => {
    const output = findOutput(options);
    const context = openContext(command);
    const model = await context.library.resolve(argument ?? options.model, context.folder);
    const info = await context.engine.request("measure", { model, again: true });
    const { name, precision, statesPrecision, precisionReason, agreement } = info;
    if (output === "json") {
      await printJson(context.output, {
        name,
        precision,
        statesPrecision,
        precisionReason,
        agreement: agreement ?? null,
      });
    } else await printText(context.output, formatTable([["name", name], ...describeAgreement(info)]));
  });
}

/** How far int8 agrees, what is computed in, and why. */
export function describeAgreement(info: ModelInfo): readonly (readonly [string, string])[] {
  const { agreement, precision, precisionReason } = info;
  const chosen = ["precision", `${namePrecision(precision)}: ${precisionReason}`] as const;
  if (agreement === undefined) return [chosen];
  const { places, firstChoices, judged, labels, difference } = agreement;
  const shares = [
    ...(places === 0 ? [] : [`same first choice for ${formatPercent(firstChoices)} of ${places} hidden words`]),
    ...(judged === 0 ? [] : [`same label for ${formatPercent(labels)} of ${judged} sentences and pairs`]),
  ];
  return [["int8", `${shares.join(", ")}; probabilities differ by ${formatPercent(difference)} at most`], chosen];
}
