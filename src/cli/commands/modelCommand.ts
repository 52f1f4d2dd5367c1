import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { DEFAULT_MODELS } from "../../library/library";
import type { OpenContext } from "../cliContext";
import { printLine } from "../print/printLine";
import { CliError } from "../cliError";
import { formatTable } from "../print/formatTable";

type ModelInfo = Requests["load"]["result"];

interface Options {
  readonly model?: string;
  readonly json?: boolean;
}

/** `cloze model info`: loads a model and says what it is. */
export function addModelCommand(program: Command, openContext: OpenContext): void {
  program
    .command("model")
    .summary("show what a model is and can do")
    .command("info")
    .description("load a model and show what it is and can do")
    .argument("[model]", `a bundled model, or the folder of a checkpoint (default: ${DEFAULT_MODELS.text})`)
    .option("--model <name>", "the same")
    .option("--json", "print JSON, on one line")
    .action(async (argument: string | undefined, { model, json }: Options, command: Command) => {
      const context = openContext(command);
      if (argument !== undefined && model !== undefined) {
        throw new CliError("bad-usage", `models "${argument}" and "${model}", expected one`);
      }
      const folder = await context.library.resolve(argument ?? model ?? DEFAULT_MODELS.text, context.folder);
      const info = await context.engine.request("device", { model: folder });
      await printLine(context.output, json === true ? JSON.stringify(info) : describe(info));
    });
}

function describe(info: ModelInfo): string {
  const { has } = info;
  const heads = [
    ...(has.mlm ? ["fill (masked words)"] : []),
    ...(has.nsp ? ["pair (next sentence)"] : []),
    ...(has.classifier ? [`tone (${info.labels.join(", ")})`] : []),
  ];
  return formatTable([
    ["name", info.name],
    ["folder", info.folder],
    [
      "architecture",
      `${info.architecture}, ${info.layers} layers, ${info.heads} heads, hidden size ${info.hiddenSize}`,
    ],
    ["vocabulary", `${info.vocabularySize.toLocaleString("en")} pieces, ${info.cased ? "cased" : "uncased"}`],
    ["parameters", info.parameters.toLocaleString("en")],
    ["longest text", `${info.maxTokens} tokens`],
    ["answers", [...heads, "tokens", "attention", "embed"].join(", ")],
    ["runs on", `${info.device}, ${info.precision}`],
    ["because", info.deviceReason],
  ]);
}
