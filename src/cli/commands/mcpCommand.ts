import { type Command, Option } from "commander";
import type { OpenContext } from "../cliContext";
import { buildModelOption } from "../modelOption";

interface Options {
  readonly model: string;
  readonly toneModel: string;
  readonly similarModel: string;
  readonly root?: readonly string[];
}

/** `cloze mcp`: runs until standard input ends. */
export function addMcpCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("mcp")
    .summary("serve agents: the Model Context Protocol on standard input and output")
    .description(
      "serve agents by the Model Context Protocol, on standard input and output: fill, pair, tone, lint, similar and tokens as tools. Editors and chats start it themselves; docs/agents.md says how\n\n  cloze mcp --root docs",
    )
    .addOption(buildModelOption("text"))
    .addOption(buildModelOption("tone", { flags: "--tone-model <name>", what: "tells tones and finds slips: " }))
    .addOption(buildModelOption("similar", { flags: "--similar-model <name>", what: "compares sentences: " }))
    .addOption(
      new Option(
        "--root <folder>",
        "a folder whose files lint and similar may read; may be repeated. Default: those that the client says are open, else the folder that this runs in",
      ).argParser((folder: string, before: readonly string[] | undefined) => [...(before ?? []), folder]),
    );
  command.action(async ({ model, toneModel, similarModel, root = [] }: Options, called: Command) => {
    const context = openContext(called);
    const { serveAgents } = await context.loadMcp();
    const models = { text: model, tone: toneModel, similar: similarModel };
    const named = { model, toneModel, similarModel };
    const chosen = Object.entries(named).flatMap(([key, name]) =>
      called.getOptionValueSource(key) === "cli" ? [name] : [],
    );
    await serveAgents(context, { models, chosen, roots: root, version: program.version() ?? "" });
  });
}
