import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import * as vscode from "vscode";
import { buildMcpServer, PROVIDER } from "../../src/editor/tools/registerMcpServer";
import { TOOLS } from "../../src/tools/tools";
import { getAccess } from "./access";

describe("cloze mcp of the extension", function () {
  this.timeout(60_000);
  before(() => getAccess());

  it("is offered to VS Code, which starts it and finds the tools", async () => {
    const extension = vscode.extensions.getExtension("cloze.cloze")!;
    const { contributes, version } = extension.packageJSON as {
      version: string;
      contributes: { mcpServerDefinitionProviders: readonly { id: string }[] };
    };
    assert.deepEqual(
      contributes.mcpServerDefinitionProviders.map(({ id }) => id),
      [PROVIDER],
    );
    const server = buildMcpServer(path.join(extension.extensionPath, "dist/cli.cjs"), version);
    assert.ok(server, "this VS Code is older than 1.101");
    // As VS Code does it: the definition is all that it has.
    const child = spawn(server.command, server.args, { env: { ...process.env, ...server.env }, stdio: "pipe" });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (id: number, method: string, params: object) => {
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
      const { value } = (await answers.next()) as { value: string };
      return JSON.parse(value) as { id: number; result: Record<string, unknown> };
    };
    const clientInfo = { name: "test", version: "1" };
    const { result: started } = await ask(1, "initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo,
    });
    assert.equal((started["serverInfo"] as { version: string }).version, version);
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" })}\n`);
    const { result } = await ask(2, "tools/list", {});
    assert.deepEqual(
      (result["tools"] as readonly { name: string }[]).map(({ name }) => name).sort(),
      Object.keys(TOOLS).sort(),
    );
    child.stdin.end();
    await once(child, "exit");
  });
});
