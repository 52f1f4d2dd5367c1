import assert from "node:assert/strict";
import type { EngineClient, RequestOptions } from "../../src/engine/client/engineClient";
import { adviseTool } from "../../src/tools/adviseTool";
import { runTool } from "../../src/tools/runTool";
import type { ToolHost } from "../../src/tools/tool";
import { ToolError } from "../../src/tools/toolError";
import { TOOLS } from "../../src/tools/tools";
import { writeToolSchema } from "../../src/tools/writeToolSchema";
import { readManifest } from "../harness/readManifest";

interface Contributed {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly displayName: string;
  readonly modelDescription: string;
  readonly inputSchema: unknown;
}

/** Tools over an engine that answers what it is given, and records what it is asked. */
function openHost(result: unknown) {
  const asked: { kind: string; params: unknown; options: RequestOptions | undefined }[] = [];
  const request = (kind: string, params: unknown, options?: RequestOptions) => {
    asked.push({ kind, params, options });
    return Promise.resolve(result);
  };
  const host: ToolHost = {
    engine: { request: request as unknown as EngineClient["request"] },
    resolve: (purpose) => Promise.resolve(`/models/${purpose}`),
    lint: () => Promise.reject(new Error("lint was asked")),
    readTexts: () => Promise.reject(new Error("files were asked")),
  };
  return { host, asked };
}

describe("tools", () => {
  it("are those of package.json, with the schemas of the requests behind them", () => {
    const { contributes } = readManifest() as {
      contributes: { languageModelTools: readonly Contributed[] };
    };
    assert.deepEqual(
      contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema }) => ({
        ...{ name, displayName, modelDescription, inputSchema },
      })),
      Object.entries(TOOLS).map(([name, { title, description, input }]) => ({
        name: `cloze_${name}`,
        displayName: title,
        modelDescription: description,
        inputSchema: JSON.parse(JSON.stringify(writeToolSchema(input))) as unknown,
      })),
    );
  });

  it("pass on the signal, so that the engine drops what is cancelled, and the model that the person chose", async () => {
    const { host, asked } = openHost({ masks: [], precision: "int8" });
    const { signal } = new AbortController();
    await runTool("fill", { text: "[MASK]", top: 1 }, host, { signal });
    await runTool("tone", { sentences: ["A."] }, host, { signal });
    assert.deepEqual(
      asked.map(({ kind, params, options }) => [kind, params, options?.signal === signal]),
      [
        ["fill", { text: "[MASK]", top: 1, model: "/models/text" }, true],
        ["tone", { sentences: ["A."], model: "/models/tone" }, true],
      ],
    );
  });

  it("list the first tokens of many, and say how many there are besides", async () => {
    const { host } = openHost({
      tokens: Array.from({ length: 1002 }, (_, position) => ({ position })),
      maxTokens: 128,
    });
    const { tokens, more } = await runTool("tokens", { text: "a" }, host, { signal: new AbortController().signal });
    assert.deepEqual([(tokens as unknown[]).length, more], [1000, 2]);
  });

  for (const { name, input, code } of [
    { name: "none", input: {}, code: "bad-request" },
    { name: "constructor", input: {}, code: "bad-request" },
    { name: "fill", input: null, code: "bad-request" },
    { name: "tone", input: { sentences: ["a".repeat(500_001)] }, code: "too-much" },
    { name: "lint", input: { text: "a", files: ["b"] }, code: "bad-request" },
    { name: "lint", input: { files: [] }, code: "bad-request" },
    { name: "lint", input: { text: "a", top: 1001 }, code: "bad-request" },
    { name: "lint", input: { files: ["a"], format: "markdown" }, code: "bad-request" },
    { name: "similar", input: { text: "a", files: ["b"], texts: ["c"] }, code: "bad-request" },
  ]) {
    it(`ask nothing for ${name} of ${JSON.stringify(input).slice(0, 50)}`, async () => {
      const { host, asked } = openHost({});
      // What is thrown at once is a rejection to whoever awaits.
      const call = async () => runTool(name, input, host, { signal: new AbortController().signal });
      await assert.rejects(call, (error) => error instanceof ToolError && error.code === code);
      assert.deepEqual(asked, []);
    });
  }

  it("say what to do about an error", () => {
    const error = Object.assign(new Error("engine ended"), { code: "stopped" });
    assert.match(adviseTool(error), /^engine ended \(stopped\)\. The model starts anew: ask once more\./);
    assert.equal(adviseTool(new ToolError("bad-request", "x")), "x (bad-request)");
    assert.equal(adviseTool("odd"), "odd");
  });
});
