import * as vscode from "vscode";

/** As package.json names it under `mcpServerDefinitionProviders`. */
export const PROVIDER = "cloze.mcp";

/** What VS Code has of the Model Context Protocol from 1.101 on: its types here are those of the oldest version that Cloze runs in. */
interface McpApi {
  readonly registerMcpServerDefinitionProvider?: (
    id: string,
    provider: { provideMcpServerDefinitions(): readonly McpServerDefinition[] },
  ) => vscode.Disposable;
}
type McpServer = new (
  label: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  version: string,
) => McpServerDefinition;

/** How VS Code starts a server. */
export interface McpServerDefinition {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Offers `cloze mcp` of this extension to VS Code's agents and to whatever else VS Code tells of its servers. VS Code starts
 * it when a person lets it, and asks nothing of it before.
 *
 * @param cliPath - Absolute path of dist/cli.cjs.
 */
export function registerMcpServer(cliPath: string, version: string): vscode.Disposable {
  const { registerMcpServerDefinitionProvider: register } = vscode.lm as McpApi;
  const server = buildMcpServer(cliPath, version);
  if (register === undefined || server === undefined) return new vscode.Disposable(() => undefined);
  return register(PROVIDER, { provideMcpServerDefinitions: () => [server] });
}

/** @returns `undefined` before VS Code 1.101, which has nothing to offer it to. */
export function buildMcpServer(cliPath: string, version: string): McpServerDefinition | undefined {
  const { McpStdioServerDefinition: Server } = vscode as { readonly McpStdioServerDefinition?: McpServer };
  // This program is VS Code's own, which is Node when it is asked to be.
  return Server && new Server("Cloze", process.execPath, [cliPath, "mcp"], { ELECTRON_RUN_AS_NODE: "1" }, version);
}
