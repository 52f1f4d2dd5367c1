import type { Readable, Writable } from "node:stream";
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
import { adviseTool } from "../tools/adviseTool";
import { runTool } from "../tools/runTool";
import type { Tool, ToolHost, ToolOptions } from "../tools/tool";
import { findTool, TOOLS } from "../tools/tools";
import { writeToolSchema } from "../tools/writeToolSchema";
import { quote } from "../wording/quote";
import { CallTurns } from "./callTurns";
import { ClientRoots } from "./clientRoots";

export interface McpOptions {
  readonly input: Readable;
  /** Has nothing but the protocol. */
  readonly output: Writable;
  /** Of Cloze. */
  readonly version: string;
  /** Makes what tools run in. @param askClient - The absolute folders that the client says are worked in. */
  readonly createHost: (askClient: () => Promise<readonly string[]>) => ToolHost;
  /** Says a line to whoever started the server. */
  readonly tell: (line: string) => void;
}

const INSTRUCTIONS =
  "Small BERT models that the user chose. They judge English words in their context and are quick. Scores are probabilities of a small model: treat what they find as suggestions.";

/** Answers the Model Context Protocol until the input ends. */
export async function serveMcp({ input, output, version, createHost, tell }: McpOptions): Promise<void> {
  // The library's easier class makes schemas and checks of its own: here both are those of the command line.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const server = new Server(
    { name: "cloze", title: "Cloze", version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  const client = new ClientRoots(server);
  server.setNotificationHandler(RootsListChangedNotificationSchema, () => client.forget());
  const host = createHost(() => client.list());
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
    tell(`cloze mcp: a message cannot be read or sent: ${error.name}`);
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
