import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import * as vscode from "vscode";
import { toneRule } from "../../src/lint/rules/tone/toneRule";
import { getAccess } from "./access";
import { closeAll } from "./openText";
import { waitFor } from "./waitFor";

const SENTENCE = "The server writes its log to a file, and [MASK] reads it.";

/** The output of the bundled command line. Its exit code 1 means findings, not a failure. */
async function runCli(...args: readonly string[]): Promise<string> {
  const { services } = await getAccess();
  const cli = vscode.Uri.joinPath(services.extensionUri, "dist", "cli.cjs").fsPath;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const { stdout, exitCode } = await new Promise<{ stdout: string; exitCode: unknown }>((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout) => resolve({ stdout, exitCode: error?.code }));
  });
  assert.ok(exitCode === undefined || exitCode === null || exitCode === 1, `exit code ${String(exitCode)}`);
  return stdout;
}

describe("the editor and the command line", function () {
  this.timeout(60_000);
  // The editor would switch to a faster device; the command line does not.
  const setDevice = (device: string | undefined) =>
    vscode.workspace.getConfiguration("cloze").update("device", device, vscode.ConfigurationTarget.Global);
  before(() => setDevice("cpu"));
  after(() => setDevice(undefined));
  afterEach(closeAll);

  it("underline the same sentences with the same words", async () => {
    const { services } = await getAccess();
    const file = join(services.extensionUri.fsPath, "test", "sample", "try-me.md");
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const findings = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "Cloze");
    await waitFor(() => findings().length > 0);

    const printed = JSON.parse(await runCli("lint", file, "--json")) as {
      range: Record<"start" | "end", { line: number; column: number }>;
      message: string;
    }[];
    assert.deepEqual(
      findings().map(({ range: { start, end }, message }) => ({
        start: `${start.line + 1}:${start.character + 1}`,
        end: `${end.line + 1}:${end.character + 1}`,
        message,
      })),
      printed.map(({ range: { start, end }, message }) => ({
        start: `${start.line}:${start.column}`,
        end: `${end.line}:${end.column}`,
        message,
      })),
    );
  });

  it("give the same fills, to the last digit", async () => {
    const { engine, models } = (await getAccess()).services;
    const { masks } = await engine.request("fill", { model: await models.resolve("text"), text: SENTENCE, top: 5 });
    const printed = JSON.parse(await runCli("fill", SENTENCE, "--top", "5", "--json")) as { masks: typeof masks };
    assert.deepEqual(
      printed.masks[0]?.fills.map(({ text, probability }) => [text, probability]),
      masks[0]?.fills.map(({ text, probability }) => [text, probability]),
    );
  });

  it("give the same fills of several pieces, and read along the same of what is around", async () => {
    const { engine, models } = (await getAccess()).services;
    const [before, after] = [["The kettle boiled.", "The price of copper fell."], ["Then she drank it."]];
    const text = "She made a cup of [MASK].";
    const params = { model: await models.resolve("text"), text, before, after, maxPieces: 2 };
    const { masks } = await engine.request("fill", params);
    const around = ["--before", before[0]!, "--before", before[1]!, "--after", after[0]!];
    const printed = JSON.parse(await runCli("fill", text, ...around, "--max-pieces", "2", "--json")) as {
      masks: typeof masks;
    };
    const [own, other] = [masks[0]!, printed.masks[0]!];
    assert.ok(own.fills.reduce((sum, { probability }) => sum + probability, 0) <= 1);
    assert.deepEqual(
      other.fills.map(({ text, probability }) => [text, probability]),
      own.fills.map(({ text, probability }) => [text, probability]),
    );
    assert.deepEqual(other.context, own.context);
    assert.ok(!own.context!.before.includes(1), "the price of copper");
  });

  it("give the same rewrites, to the last digit", async () => {
    const { engine, models } = (await getAccess()).services;
    const model = await models.resolve("text");
    const [text, before] = ["The documentation of this module is a complete mess.", "We read the guide."];
    const again = [...(toneRule.needs.params?.again ?? [])];
    const own = await engine.request("reword", { model, toneModel: model, text, before: [before], again });
    const printed = JSON.parse(await runCli("reword", text, "--before", before, "--json")) as typeof own;
    assert.ok(own.rewrites.length > 0);
    assert.deepEqual(printed.rewrites, own.rewrites);
    assert.equal(printed.tone, own.tone);
  });
});
