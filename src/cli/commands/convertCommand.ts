import path from "node:path";
import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { formatCounted } from "../../wording/formatCounted";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { OpenContext } from "../cliContext";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printText } from "../print/terminal";

interface Options extends OutputOptions {
  readonly overwrite?: boolean;
}

/** `cloze model convert` writes a checkpoint whose weights are in another form as one in safetensors. */
export function addConvertCommand(commands: Command, openContext: OpenContext): void {
  const convert = commands
    .command("convert")
    .summary("write a model with its weights in safetensors")
    .description(
      "write a model into a new folder, with its weights in safetensors: from what PyTorch saved (pytorch_model.bin), without running anything of it, or from a checkpoint of TensorFlow (bert_model.ckpt). The numbers are the same, and so are the answers\n\n  cloze model convert ./uncased_L-12_H-768_A-12 ./bert",
    )
    .argument("<model>", "a bundled model, the folder of a checkpoint, or the name of a model that was fetched")
    .argument("<folder>", "the new folder")
    .option("--overwrite", "replace the folder, if it holds nothing but such a model");
  addOutputOptions(convert, { json: "print JSON, on one line" });
  convert.action(async (model: string, folder: string, options: Options, command: Command) => {
    const output = findOutput(options);
    const context = openContext(command);
    const params = {
      model: await context.library.resolve(model, context.folder),
      to: path.resolve(context.folder, folder),
      ...(options.overwrite === true && { overwrite: true }),
    };
    const line = new ProgressLine(context.errors);
    const onProgress = (done: number, total: number) => line.show(`${formatBytes(done)} of ${formatBytes(total)}`);
    const written = await context.engine.request("convert", params, { onProgress }).finally(() => line.clear());
    if (output === "json") await printJson(context.output, written);
    else await printText(context.output, describe(written));
  });
}

function describe({ folder, files, tensors, bytes, leftOut }: Requests["convert"]["result"]): string {
  const left = leftOut.map(({ name, dtype }) => `${name} (${dtype})`);
  return [
    `${folder}: ${formatCounted(files.length, "file")}, ${formatCounted(tensors, "tensor")} in ${formatBytes(bytes)} of safetensors`,
    ...(left.length === 0 ? [] : [`left out, because no model here computes with such numbers: ${left.join(", ")}`]),
  ].join("\n");
}
