import type { Command } from "commander";
import type { CliContext, OpenContext } from "../cliContext";
import { CliError } from "../cliError";

const NAME_HELP = "owner/name or owner/name@revision on Hugging Face's hub";
const JSON_HELP = "print JSON, on one line";
const MOST_FOUND = 100;

/** The commands about the models that one has, and those of the hub. What they do is loaded when they are asked for. */
export function addLibraryCommands(model: Command, openContext: OpenContext): void {
  addOwnCommands(model, openContext);
  addHubCommands(model, openContext);
}

/** None of these asks the hub. */
function addOwnCommands(model: Command, openContext: OpenContext): void {
  add(model, "list", {
    summary: "list the models on this machine",
    more: " and what each can do: those that ship, those in the cache that Hugging Face's tools share, and those in folders that you name",
  })
    .argument("[folders...]", "folders of further models")
    .option("--known", "list well-known models of the hub instead, whether they are here or not; asks nobody")
    .option("--json", JSON_HELP)
    .action(
      on(openContext, async (context, folders: string[], { json, known }: { json?: boolean; known?: boolean }) => {
        const { listKnown, listModels } = await context.loadModels();
        if (known === true) await listKnown(context, json === true);
        else await listModels(context, folders, json === true);
      }),
    );
  add(model, "remove", {
    summary: "remove a model that was fetched",
    more: " from the cache that Hugging Face's tools share, for all of them",
  })
    .argument("<name>", NAME_HELP)
    .action(
      on(openContext, async (context, name: string) => {
        const { removeCached } = await context.loadModels();
        await removeCached(context, name);
      }),
    );
  add(model, "path", { summary: "print the folder of a model", more: "" })
    .argument("<name>", `a bundled model, the folder of a checkpoint, or ${NAME_HELP}`)
    .action(
      on(openContext, async (context, name: string) => {
        const { printPath } = await context.loadModels();
        await printPath(context, name);
      }),
    );
}

function addHubCommands(model: Command, openContext: OpenContext): void {
  add(model, "search", {
    summary: "search Hugging Face's hub for models that run here",
    more: ", those first that are fetched most",
  })
    .argument("<words...>", "part of a model's name")
    .option("--limit <number>", "how many to list", readLimit, 20)
    .option("--json", JSON_HELP)
    .action(
      on(openContext, async (context, words: string[], options: { limit: number; json?: boolean }) => {
        const { searchModels } = await context.loadModels();
        await searchModels(context, words, options);
      }),
    );
  add(model, "pull", {
    summary: "fetch a model from Hugging Face's hub",
    more: ' into the cache that its tools share, and check every byte of it\n\n  cloze model pull google-bert/bert-base-cased\n  cloze fill --model google-bert/bert-base-cased "A cup of [MASK]."',
  })
    .argument("<name>", NAME_HELP)
    .option("--dry-run", "only say what would be fetched, from where, how large it is, and where it would go")
    .option("--json", JSON_HELP)
    .action(
      on(openContext, async (context, name: string, options: { dryRun?: boolean; json?: boolean }) => {
        const { pullModel } = await context.loadModels();
        await pullModel(context, name, options);
      }),
    );
}

/** @param more - What the command's own help adds to the summary. */
function add(model: Command, name: string, { summary, more }: { summary: string; more: string }): Command {
  return model.command(name).summary(summary).description(`${summary}${more}`);
}

/** Commander calls an action with the values of the arguments, the options and the command. */
function on<A extends unknown[]>(
  openContext: OpenContext,
  run: (context: CliContext, ...values: A) => Promise<void>,
): (...values: [...A, unknown]) => Promise<void> {
  return async (...values) => {
    const command = values.at(-1) as Command;
    await run(openContext(command), ...(values.slice(0, -1) as A));
  };
}

function readLimit(value: string): number {
  const limit = Number(value);
  if (/^\d+$/.test(value) && limit >= 1 && limit <= MOST_FOUND) return limit;
  throw new CliError("bad-usage", `--limit is "${value}", expected a whole number from 1 to ${MOST_FOUND}`);
}
