import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatCount } from "../../wording/numbers/formatCount";
import type { OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { buildModelOption } from "../modelOption";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";
import { addConvertCommand } from "./convertCommand";
import { addExportCommand } from "./exportCommand";
import { addLibraryCommands } from "./libraryCommands";
import { addVerifyCommand, describeAgreement } from "./verifyCommand";

type ModelInfo = Requests["load"]["result"];

interface Options extends OutputOptions {
  readonly model: string;
}

/** `cloze model …`. `info` loads a model and says what it is; the others are about which models there are. */
export function addModelCommand(program: Command, openContext: OpenContext): void {
  const model = program.command("model").summary("list, fetch and describe models");
  const info = model
    .command("info")
    .summary("show what a model is and can do")
    .description("load a model and show what it is and can do")
    .argument("[model]", "the same as --model")
    .addOption(buildModelOption("text"));
  addLibraryCommands(model, openContext);
  addConvertCommand(model, openContext);
  addExportCommand(model, openContext);
  addVerifyCommand(model, openContext);
  addOutputOptions(info, { json: "print JSON, on one line" });
  info.action(async (argument: string | undefined, options: Options, command: Command) => {
    const { model } = options;
    const output = findOutput(options);
    const context = openContext(command);
    if (argument !== undefined && command.getOptionValueSource("model") !== "default") {
      throw new CliError("bad-usage", `models "${argument}" and "${model}", expected one`);
    }
    const folder = await context.library.resolve(argument ?? model, context.folder);
    const answer = await context.engine.request("device", { model: folder });
    if (output === "json") await printJson(context.output, answer);
    else await printText(context.output, describe(answer));
  });
}

function describe(info: ModelInfo): string {
  return formatTable([
    ["name", info.name],
    ["folder", info.folder],
    [
      "architecture",
      `${info.architecture}, ${info.layers} layers, ${info.heads} heads, hidden size ${info.hiddenSize}`,
    ],
    ["vocabulary", `${formatCount(info.vocabularySize)} pieces, ${info.cased ? "cased" : "uncased"}`],
    ["parameters", formatCount(info.parameters)],
    ["longest text", `${info.maxTokens} tokens`],
    ["answers", [...listAnswers(info), "tokens", "attention", "embed"].join(", ")],
    ...listLacks(info),
    ...describeAgreement(info),
    [
      "runs on",
      `${info.device}, in ${namePrecision(info.precision)}; what is looked at in ${namePrecision(info.statesPrecision)}`,
    ],
    ["because", info.deviceReason],
  ]);
}

function listAnswers({ has, lacks, labels, tags, pairQuestion }: ModelInfo): readonly string[] {
  return [
    ...(has.mlm ? ["fill (masked words)"] : []),
    ...(has.nsp ? [`pair (${pairQuestion === "order" ? "sentence order" : "next sentence"})`] : []),
    ...(has.classifier ? [`${lacks?.tone === undefined ? "tone, label" : "label"} (${labels.join(", ")})`] : []),
    ...(has.answers ? ["answer (questions)"] : []),
    ...(has.tags ? [`tag (${tags.join(", ")})`] : []),
  ];
}

/** What the model does not do, and why. */
function listLacks({ lacks }: ModelInfo): readonly (readonly [string, string])[] {
  const rows = [
    ["no fill", lacks?.mlm],
    ["no pair", lacks?.nsp],
    ["no tone", lacks?.classifier ?? lacks?.tone],
    ["no answer", lacks?.answers],
    ["no tag", lacks?.tags],
  ] as const;
  return rows.flatMap(([name, why]) => (why === undefined ? [] : [[name, why] as const]));
}
