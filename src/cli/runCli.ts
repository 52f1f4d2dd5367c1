import path from "node:path";
import { Command, CommanderError, Option } from "commander";
import { DEVICE_CHOICES, type EngineSettings } from "../engine/protocol/device";
import { PRECISION_CHOICES } from "../engine/protocol/precision";
import { readServerAddress, SERVER_TOKEN, type ServerSettings } from "../engine/protocol/serverAddress";
import type { CliHost, OpenContext } from "./cliContext";
import { CliError } from "./cliError";
import { addAskCommands } from "./commands/askCommands";
import { embedCommand } from "./commands/embedCommand";
import { addEvaluateCommand } from "./commands/evaluateCommand";
import { fillCommand } from "./commands/fillCommand";
import { attentionCommand } from "./commands/inside/attentionCommand";
import { compareCommand } from "./commands/inside/compareCommand";
import { corruptCommand } from "./commands/inside/corruptCommand";
import { headsCommand } from "./commands/inside/headsCommand";
import { inputCommand } from "./commands/inside/inputCommand";
import { layersCommand } from "./commands/inside/layersCommand";
import { neuronsCommand } from "./commands/inside/neuronsCommand";
import { addReproduceCommand } from "./commands/inside/reproduceCommand";
import { rolloutCommand } from "./commands/inside/rolloutCommand";
import { tokensCommand } from "./commands/inside/tokensCommand";
import { vectorsCommand } from "./commands/inside/vectorsCommand";
import { labelCommand } from "./commands/labelCommand";
import { addLintCommand } from "./commands/lintCommand";
import { addLspCommand } from "./commands/lspCommand";
import { addMcpCommand } from "./commands/mcpCommand";
import { addModelCommand } from "./commands/modelCommand";
import { pairCommand } from "./commands/pairCommand";
import { probeCommand } from "./commands/probeCommand";
import { addReadCommand } from "./commands/readCommand";
import { rewordCommand } from "./commands/rewordCommand";
import { addSensesCommand } from "./commands/sensesCommand";
import { addSimilarCommands } from "./commands/similarCommands";
import { slipsCommand } from "./commands/slipsCommand";
import { toneCommand } from "./commands/toneCommand";
import { addTrainCommand } from "./commands/trainCommand";
import { describeError } from "./print/describeError";
import { printLine, writeText } from "./print/terminal";
import { COUNTING_HELP } from "./texts/countingHelp";
import { addTextCommand } from "./texts/textCommand";

/**
 * Runs one command line, prints its errors, and leaves the exit code in `host.exit`.
 *
 * @param words - The command line, without the program's name.
 */
export async function runCli(words: readonly string[], host: CliHost, version: string): Promise<void> {
  try {
    await buildProgram(host, version).parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and the version end here too. Commander has printed them, and its errors.
      host.exit.code = error.exitCode === 0 ? 0 : 2;
      return;
    }
    host.exit.code = 2;
    await printLine(host.errors, `cloze: ${describeError(error)}`);
  }
}

/** Every command, in the order in which `--help` lists them. */
const COMMANDS: readonly ((program: Command, openContext: OpenContext, version: string) => void)[] = [
  (program, open) => addTextCommand(program, open, fillCommand),
  (program, open) => addTextCommand(program, open, probeCommand),
  (program, open) => addTextCommand(program, open, pairCommand),
  (program, open) => addTextCommand(program, open, toneCommand),
  (program, open) => addTextCommand(program, open, labelCommand),
  (program, open) => addTextCommand(program, open, slipsCommand),
  (program, open) => addTextCommand(program, open, rewordCommand),
  (program, open) => addTextCommand(program, open, tokensCommand),
  (program, open) => addTextCommand(program, open, inputCommand),
  (program, open) => addTextCommand(program, open, attentionCommand),
  (program, open) => addTextCommand(program, open, compareCommand),
  (program, open) => addTextCommand(program, open, embedCommand),
  (program, open) => addTextCommand(program, open, headsCommand),
  (program, open) => addTextCommand(program, open, rolloutCommand),
  (program, open) => addTextCommand(program, open, layersCommand),
  (program, open) => addTextCommand(program, open, vectorsCommand),
  (program, open) => addTextCommand(program, open, neuronsCommand),
  (program, open) => addTextCommand(program, open, corruptCommand),
  addTrainCommand,
  addEvaluateCommand,
  addLintCommand,
  addSimilarCommands,
  addAskCommands,
  addSensesCommand,
  addReadCommand,
  addReproduceCommand,
  addLspCommand,
  addMcpCommand,
  addModelCommand,
];

/** "auto" does not switch here: a run that changed its device half-way could not be repeated. */
const DEVICE_HELP = "where models run; auto is the CPU, and `model info` tries what would be fastest";

const PRECISION_HELP =
  "what the CPU computes in; auto is float32 for looking (attention, heads, vectors, embed) and int8, which is faster, for the rest; another device computes in float32. fp16 is for `model export` alone";

const SERVER_HELP =
  "a model of a server (Open Inference Protocol 2: Triton, KServe, MLServer) that computes what it can; the texts go there, as numbers. Its token: CLOZE_ENGINE_TOKEN";

/** A precision that is written, and not computed in here. */
const EXPORTED = "fp16";

function buildProgram(host: CliHost, version: string): Command {
  const program = new Command("cloze")
    .description("BERT on your own machine: fill words, check what follows, lint tone, show tokens and attention.")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => writeText(host.output, text),
      writeErr: (text) => writeText(host.errors, text),
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("(--help shows what there is)")
    .addHelpText("after", `\n${COUNTING_HELP}`)
    .addOption(new Option("--device <name>", DEVICE_HELP).choices(DEVICE_CHOICES).default("auto"))
    .addOption(
      new Option("--precision <name>", PRECISION_HELP).choices([...PRECISION_CHOICES, EXPORTED]).default("auto"),
    )
    .option("--cuda-folder <folder>", "where the CUDA libraries are, if the system does not find them", "")
    .option("--engine-url <url>", SERVER_HELP)
    .option(
      "--engine-plain-http",
      "allow --engine-url to be http to another machine: everybody on the way can read along",
    );
  const openContext: OpenContext = (command, room) => ({
    ...host,
    engine: host.createEngine(readSettings(command, host.folder), room),
  });
  for (const add of COMMANDS) add(program, openContext, version);
  return program;
}

/** These options may stand before or after the command's name. */
function readSettings(command: Command, folder: string): EngineSettings {
  const { device, cudaFolder, precision = "auto", ...options } = command.optsWithGlobals<GlobalOptions>();
  const server = readServer(options);
  const settings = {
    device,
    cudaFolder: cudaFolder === "" ? "" : path.resolve(folder, cudaFolder),
    ...(server && { server }),
  };
  if (precision !== EXPORTED) return { ...settings, precision };
  if (command.name() === "export") return { ...settings, precision: "auto" };
  throw new CliError(
    "bad-usage",
    `--precision is "${EXPORTED}", which nothing here computes in, expected one of auto, fp32, int8`,
  );
}

interface GlobalOptions extends Omit<EngineSettings, "precision" | "server"> {
  readonly precision?: EngineSettings["precision"] | typeof EXPORTED;
  readonly engineUrl?: string;
  readonly enginePlainHttp?: boolean;
}

/** @throws {CliError} `bad-usage` for an address that is none, or to which text may not go. */
function readServer({
  engineUrl,
  enginePlainHttp = false,
}: Pick<GlobalOptions, "engineUrl" | "enginePlainHttp">): ServerSettings | undefined {
  if (engineUrl === undefined) return undefined;
  const read = readServerAddress(engineUrl, {
    allowsHttp: enginePlainHttp,
    places: { plainHttp: "--engine-plain-http", token: SERVER_TOKEN },
  });
  if ("wrong" in read) throw new CliError("bad-usage", `--engine-url is ${read.wrong}`);
  const token = process.env[SERVER_TOKEN]?.trim();
  return { url: read.url, ...(token !== undefined && token !== "" && { token }) };
}
