import assert from "node:assert/strict";
import * as vscode from "vscode";
import { TOOLS } from "../../src/tools/tools";
import { getAccess } from "./access";
import { closeAll, openText } from "./openText";

/** Asks as another extension does, outside of a chat. */
async function ask(name: string, input: object, token?: vscode.CancellationToken) {
  const { content } = await vscode.lm.invokeTool(`cloze_${name}`, { input, toolInvocationToken: undefined }, token);
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value) as Record<string, unknown>;
}

describe("tools of agents", function () {
  this.timeout(60_000);
  before(() => getAccess());
  afterEach(closeAll);

  it("are listed by VS Code, with their schemas", () => {
    const own = vscode.lm.tools.filter(({ name }) => name.startsWith("cloze_"));
    assert.deepEqual(
      own.map(({ name }) => name).sort(),
      Object.keys(TOOLS)
        .map((name) => `cloze_${name}`)
        .sort(),
    );
    for (const { inputSchema, description } of own) {
      assert.equal((inputSchema as { type: string }).type, "object");
      assert.ok(description.length > 50);
    }
  });

  it("fill, pair, tell tones and show tokens", async () => {
    const { masks } = (await ask("fill", { text: "Paris is the [MASK] of France.", top: 1 })) as {
      masks: { fills: { text: string }[] }[];
    };
    assert.equal(masks[0]?.fills[0]?.text, "capital");
    const { margin } = await ask("pair", { text: "It rained all day.", pair: "We stayed inside." });
    assert.equal(typeof margin, "number");
    const { tones } = (await ask("tone", { sentences: ["This is a dreadful mess."] })) as {
      tones: { label: string }[];
    };
    assert.equal(tones[0]?.label, "negative");
    const { maxTokens } = await ask("tokens", { text: "An unaffable word." });
    assert.equal(maxTokens, 128);
  });

  it("check a text, and files of the workspace as they are", async () => {
    const text = "Read on.\nThe service reads the temperature form the sensor every second.";
    const given = (await ask("lint", { text, rules: ["words/slip"] })) as { findings: Record<string, unknown>[] };
    assert.deepEqual(
      given.findings.map(({ rule, text: marked, range, fix, file }) => [
        ...[rule, marked, (range as { start: object }).start, (fix as { text: string }).text, file],
      ]),
      [["words/slip", "form", { line: 2, column: 35, offset: 43 }, "from", undefined]],
    );
    const inFiles = (await ask("lint", { files: ["slips.md"] })) as { findings: { file: string; text: string }[] };
    assert.deepEqual(
      inFiles.findings.map(({ file, text: marked }) => `${file} ${marked}`).sort(),
      ["a", "boiling", "form", "is", "sensors", "the", "to"].map((word) => `slips.md ${word}`),
    );
  });

  it("find sentences of the workspace, and say where they stand", async () => {
    await openText("A text that is in no file of the workspace: the kettle is angry.");
    const found = (await ask("similar", {
      text: "The sensor measures how hot it is.",
      files: ["slips.md"],
      top: 1,
    })) as {
      matches: { file: string; range: { start: { line: number } }; text: string }[];
    };
    assert.equal(found.matches[0]?.file, "slips.md");
    const all = (await ask("similar", { text: "The kettle is angry.", top: 100 })) as { matches: { text: string }[] };
    assert.ok(all.matches.every(({ text }) => !text.includes("in no file")));
  });

  for (const { name, input, says } of [
    { name: "fill", input: { text: "No mask." }, says: /no-mask\)\. Write \[MASK\] where a word is wanted/ },
    { name: "tone", input: { sentences: ["A."], model: "/etc" }, says: /field "model", expected sentences/ },
    { name: "lint", input: { files: ["../../../etc/passwd"] }, says: /outside of the folders that are open/ },
    { name: "lint", input: { files: ["/etc/passwd"] }, says: /outside of the folders that are open/ },
    { name: "lint", input: { files: ["none.md"] }, says: /"none.md": no such file in the workspace/ },
    {
      name: "lint",
      input: { text: "A.", rules: ["own/none"] },
      says: /"rules" names "own\/none", expected some of tone/,
    },
  ]) {
    it(`say what is wrong with ${name} of ${JSON.stringify(input)}`, async () => {
      await assert.rejects(ask(name, input), says);
    });
  }

  it("end when they are cancelled", async () => {
    const cancel = new vscode.CancellationTokenSource();
    const sentences = Array.from({ length: 2000 }, (_, i) => `The meeting of team ${i} was a waste of time.`);
    const { engine } = (await getAccess()).services;
    const call = ask("tone", { sentences }, cancel.token);
    await new Promise<void>((resolve) => {
      const stop = engine.onStateChange(({ kind }) => {
        if (kind !== "busy") return;
        stop();
        resolve();
      });
    });
    cancel.cancel();
    await assert.rejects(call);
    assert.equal(engine.state.kind, "idle");
    cancel.dispose();
  });
});
