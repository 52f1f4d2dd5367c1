import path from "node:path";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  RootsListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { adviseTool } from "../../tools/adviseTool";
import { runTool } from "../../tools/runTool";
import type { Tool, ToolHost, ToolOptions } from "../../tools/tool";
import { findTool, TOOLS } from "../../tools/tools";
import { writeToolSchema } from "../../tools/writeToolSchema";
import { quote } from "../../wording/quote";
import type { CliContext } from "../cliContext";
import { printLine } from "../print/terminal";
import { CallTurns } from "./callTurns";
import { ClientRoots } from "./clientRoots";
import { FileAccess } from "./fileAccess";
import { createMcpHost } from "./mcpHost";

/** The models that the person chose, by name or folder. */
export interface McpModels {
  readonly text: string;
  readonly tone: string;
  readonly similar: string;
}

export interface McpOptions {
  readonly models: McpModels;
  /** Folders that may be read, relative to the folder that the server runs in. */
  readonly roots: readonly string[];
  /** Of Cloze. */
  readonly version: string;
}

const INSTRUCTIONS =
  "Small BERT models on this machine: nothing is sent anywhere. They judge English words in their context and are quick. Scores are probabilities of a small model: treat what they find as suggestions.";

/**
 * Answers the Model Context Protocol on standard input and output, until the input ends. Standard output has nothing but
 * the protocol.
 */
export async function serveMcp(context: CliContext, { models, roots, version }: McpOptions): Promise<void> {
  const { input, output, errors, folder } = context;
  // The library's easier class makes schemas and checks of its own: here both are those of the command line.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const server = new Server(
    { name: "cloze", title: "Cloze", version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  const named = roots.map((root) => path.resolve(folder, root));
  const client = new ClientRoots(server);
  server.setNotificationHandler(RootsListChangedNotificationSchema, () => client.forget());
  const access = new FileAccess({ named, folder, askClient: () => client.list() });
  const host = createMcpHost(context, models, access);
  const turns = new CallTurns();
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: Object.entries(TOOLS).map(describeTool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const { name, arguments: asked = {} } = params;
    if (findTool(name) === undefined) {
      throw new McpError(ErrorCode.InvalidParams, `no tool ${quote(name)}, expected ${Object.keys(TOOLS).join(", ")}`);
    }
    const progressToken = _meta?.progressToken;
    const onProgress = (progress: number, total?: number) => {
      const told = { progressToken: progressToken ?? 0, progress, ...(total !== undefined && { total }) };
      // Who is gone needs no news.
      sendNotification({ method: "notifications/progress", params: told }).catch(() => undefined);
    };
    const options = { signal, ...(progressToken !== undefined && { onProgress }) };
    return turns.run(() => answer(name, asked, host, options), signal);
  });
  server.onerror = (error) => {
    // A message's text may quote a document.
    void printLine(errors, `cloze mcp: a message cannot be read or sent: ${error.name}`);
  };
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  for (const sign of ["end", "close", "error"]) input.once(sign, () => void server.close());
  await server.connect(new StdioServerTransport(input, output));
  await closed;
}

async function answer(name: string, asked: unknown, host: ToolHost, options: ToolOptions): Promise<CallToolResult> {
  try {
    const found = await runTool(name, asked, host, options);
    return { content: [{ type: "text", text: JSON.stringify(found) }], structuredContent: found };
  } catch (error) {
    return { content: [{ type: "text", text: adviseTool(error) }], isError: true };
  }
}

function describeTool([name, tool]: [name: string, tool: Pick<Tool, "title" | "description" | "input" | "output">]) {
  const { title, description, input, output } = tool;
  return {
    name,
    title,
    description,
    inputSchema: writeToolSchema(input),
    outputSchema: writeToolSchema(output),
    annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  };
}
