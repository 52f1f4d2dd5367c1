import { createRequire } from "node:module";
import path from "node:path";
import type { serveMcp } from "../../mcp/serveMcp";
import type { CliContext } from "../cliContext";
import { printLine } from "../print/terminal";
import { FileAccess } from "./fileAccess";
import { createMcpHost, type McpModels } from "./mcpHost";

export interface AgentOptions {
  readonly models: McpModels;
  /** Folders that may be read, relative to the folder that the server runs in. */
  readonly roots: readonly string[];
  /** Of Cloze. */
  readonly version: string;
}

/** Runs `cloze mcp`: answers on standard output, until standard input ends. */
export async function serveAgents(
  context: CliContext & { readonly mcpPath: string },
  { models, roots, version }: AgentOptions,
): Promise<void> {
  const { input, output, errors, folder, mcpPath } = context;
  const loaded = createRequire(mcpPath)(mcpPath) as { readonly serveMcp: typeof serveMcp };
  const named = roots.map((root) => path.resolve(folder, root));
  await loaded.serveMcp({
    ...{ input, output, version },
    createHost: (askClient) => createMcpHost(context, models, new FileAccess({ named, folder, askClient })),
    tell: (line) => void printLine(errors, line),
  });
}
