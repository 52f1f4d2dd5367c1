import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { serveMcp } from "../../mcp/serveMcp";
import { quote } from "../../wording/quote";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { printLine } from "../print/terminal";
import { FileAccess } from "./fileAccess";
import { createMcpHost, type McpModels } from "./mcpHost";

export interface AgentOptions {
  readonly models: McpModels;
  /** Those of the models that the person named. */
  readonly chosen: readonly string[];
  /** Folders that may be read, relative to the folder that the server runs in. */
  readonly roots: readonly string[];
  /** Of Cloze. */
  readonly version: string;
}

/**
 * Runs `cloze mcp`: answers on standard output, until standard input ends.
 *
 * @throws {CliError} `bad-usage` for a root that is no folder; what the library throws for a model that is not here. An agent
 * that asks later could not mend either.
 */
export async function serveAgents(
  context: CliContext & { readonly mcpPath: string },
  { models, chosen, roots, version }: AgentOptions,
): Promise<void> {
  const { input, output, errors, folder, mcpPath } = context;
  const loaded = createRequire(mcpPath)(mcpPath) as { readonly serveMcp: typeof serveMcp };
  const named = roots.map((root) => path.resolve(folder, root));
  for (const [i, root] of named.entries()) await requireFolder(root, roots[i] ?? root);
  for (const name of chosen) await context.library.resolve(name, folder);
  await loaded.serveMcp({
    ...{ input, output, version },
    createHost: (askClient) => createMcpHost(context, models, new FileAccess({ named, folder, askClient })),
    tell: (line) => void printLine(errors, line),
  });
}

async function requireFolder(folder: string, written: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  const what = found === undefined ? "which is not there" : "which is no folder";
  throw new CliError("bad-usage", `--root is ${quote(written)}, ${what}, expected a folder whose files may be read`);
}
