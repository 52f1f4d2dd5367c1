import path from "node:path";
import { type Command, Option } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { servedHeadSchema } from "../../tasks/schemas/servedHeadSchema";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { OpenContext } from "../cliContext";
import { buildModelOption } from "../modelOption";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printText } from "../print/terminal";

type Params = Requests["export"]["params"];

interface Options extends OutputOptions, Pick<Params, "for" | "head" | "name"> {
  readonly model: string;
}

const SERVERS = ["onnx", "triton", "kserve", "mlserver"] as const;

/** `cloze model export` writes a checkpoint for inference servers. */
export function addExportCommand(commands: Command, openContext: OpenContext): void {
  const command = commands
    .command("export")
    .summary("write a model as ONNX, for an inference server")
    .description(
      "write a model into a new folder as a standard ONNX file, with the server's own configuration beside it. Its inputs are input_ids, attention_mask and token_type_ids, its output the logits of one readout.\n\n  cloze model export ./served --model cloze-small --for mlserver --head classifier",
    )
    .argument("<folder>", "the new folder")
    .addOption(buildModelOption("text"))
    .addOption(
      new Option("--for <server>", "whose configuration is written; onnx: none").choices(SERVERS).default("onnx"),
    )
    .addOption(
      new Option(
        "--head <readout>",
        "whose logits it answers with. Default: the first of these that the model has",
      ).choices(servedHeadSchema.options),
    )
    .option("--name <name>", "what the server calls it. Default: the model's name");
  addOutputOptions(command, { json: "print JSON, on one line" });
  command.action(async (folder: string, options: Options, command: Command) => {
    const output = findOutput(options);
    const context = openContext(command);
    const { for: server, head, name } = options;
    const { precision } = command.optsWithGlobals<{ precision?: Params["precision"] | "auto" }>();
    const params: Params = {
      model: await context.library.resolve(options.model, context.folder),
      to: path.resolve(context.folder, folder),
      for: server,
      ...(head !== undefined && { head }),
      ...(precision !== "auto" && precision !== undefined && { precision }),
      ...(name !== undefined && { name }),
    };
    const line = new ProgressLine(context.errors);
    const onProgress = (done: number, total: number) => line.show(`${formatBytes(done)} of ${formatBytes(total)}`);
    const written = await context.engine.request("export", params, { onProgress }).finally(() => line.clear());
    if (output === "json") await printJson(context.output, written);
    else await printText(context.output, describe(written));
  });
}

function describe({ folder, name, files, head, others, inputs, outputs, bytes }: Requests["export"]["result"]): string {
  return [
    `${folder}: ${files.join(", ")}`,
    `model "${name}": ${formatBytes(bytes)}, in: ${inputs.join(", ")}; out: ${outputs.join(", ")} of the head "${head}"`,
    ...(others.length === 0 ? [] : [`--head gives another: ${others.join(", ")}`]),
  ].join("\n");
}
