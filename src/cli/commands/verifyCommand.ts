import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { OpenContext } from "../cliContext";
import { buildModelOption } from "../modelOption";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";

type ModelInfo = Requests["measure"]["result"];

/**
 * `cloze model verify` hashes the files of a model that was fetched, and measures how far its answers in int8 agree with
 * those in float32. Exit code 1 where a file is wrong: then nothing is measured.
 */
export function addVerifyCommand(commands: Command, openContext: OpenContext): void {
  const verify = commands
    .command("verify")
    .summary("check a model's files, and how far int8 agrees with float32")
    .description(
      "check the files of a model that was fetched against what the hub announced, without asking it; then measure anew how far the model's answers in int8 agree with those in float32, and keep the outcome",
    )
    .argument("[model]", "the same as --model")
    .addOption(buildModelOption("text"));
  addOutputOptions(verify, { json: "print JSON, on one line" });
  verify.action(async (argument: string | undefined, options: OutputOptions & { model: string }, command: Command) => {
    const output = findOutput(options);
    const context = openContext(command);
    const folder = await context.library.resolve(argument ?? options.model, context.folder);
    const { verifyFiles, describeFiles } = await context.loadModels();
    const files = await verifyFiles(context, folder);
    const isDamaged = files.some(({ state }) => state === "wrong" || state === "gone");
    if (isDamaged) context.exit.code = 1;
    const info = isDamaged ? undefined : await context.engine.request("measure", { model: folder, again: true });
    if (output === "json") await printJson(context.output, { folder, files, ...(info && pickAgreement(info)) });
    else {
      const rows = info ? [["name", info.name] as const, ...describeAgreement(info)] : [];
      await printText(context.output, formatTable([...describeFiles(files), ...rows]));
    }
  });
}

function pickAgreement({ name, precision, statesPrecision, precisionReason, agreement }: ModelInfo) {
  return { name, precision, statesPrecision, precisionReason, agreement: agreement ?? null };
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
