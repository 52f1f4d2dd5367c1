import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answerBlank, type BlankServices } from "../../src/editor/fill/blankAnswers";
import { EngineError } from "../../src/engine/protocol/engineError";
import { formatPercent } from "../../src/wording/numbers/formatPercent";
import { getAccess } from "./access";
import { closeAll, openText } from "./openText";
import { waitFor } from "./waitFor";

/** What VS Code would list behind the last `blank` of the document, Cloze's items alone. */
async function complete(text: string, { language = "markdown", blank = "]" } = {}): Promise<vscode.CompletionItem[]> {
  const { document } = await openText(text, language);
  const position = document.positionAt(text.lastIndexOf(blank) + blank.length);
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
    "]",
    100,
  );
  return items.filter(({ detail }) => detail?.includes(" %"));
}

function nameOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

async function hover(text: string, at: string, language = "markdown"): Promise<string> {
  const { document } = await openText(text, language);
  const position = document.positionAt(text.indexOf(at) + 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
    .join("\n");
}

const TEA = "She put the kettle on and made a cup of [MASK]";
const CAPITAL = "[MASK] is the capital of [MASK]";

describe("a blank that is typed", function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it("completes with the list of Fill Mask, most probable first, and the blank is what it replaces", async () => {
    const items = await complete(TEA);
    const { engine, models } = (await getAccess()).services;
    const text = await models.resolve("text");
    const masks = [{ start: TEA.length - 6, end: TEA.length }];
    const params = { model: text, text: TEA, masks, top: 10, maxPieces: 2, words: [] };
    const [mask] = (await engine.request("fill", params)).masks;
    assert.deepEqual(
      items.map((item) => [nameOf(item), item.detail, item.insertText, item.filterText]),
      mask!.fills.map((fill) => [fill.text, formatPercent(fill.probability), fill.text, "[MASK]"]),
    );
    assert.equal(nameOf(items[0]!), "tea");
    assert.deepEqual(
      items.map(({ sortText }) => sortText),
      items.map(({ sortText }) => sortText).toSorted(),
    );
    assert.equal(items.filter(({ preselect }) => preselect).length, 1);
    const range = items[0]!.range as vscode.Range;
    assert.deepEqual([range.start.character, range.end.character], [TEA.length - 6, TEA.length]);
  });

  it("completes all blanks of a sentence with what cloze fill --joint finds, the others by further edits", async () => {
    const items = await complete(`${CAPITAL}.`);
    const { engine, models } = (await getAccess()).services;
    const { fills } = await engine.request("joint", { model: await models.resolve("text"), text: `${CAPITAL}.` });
    assert.deepEqual(
      items.map((item) => [nameOf(item), item.detail, item.insertText, item.additionalTextEdits?.[0]?.newText]),
      fills.map(({ texts, probability }) => [
        texts.join(", "),
        `${formatPercent(probability)}, all 2 blanks`,
        texts[1],
        texts[0],
      ]),
    );
    const [edit] = items[0]!.additionalTextEdits!;
    assert.deepEqual([edit!.range.start.character, edit!.range.end.character], [0, 6]);
  });

  it("offers the words that it names, and no others", async () => {
    const items = await complete("She put the kettle on and made a cup of [MASK|Copper, Tea,music]");
    assert.deepEqual(items.map(nameOf).toSorted(), ["Copper", "Tea", "music"]);
    assert.equal(nameOf(items[0]!), "Tea");
  });

  it("offers words of two pieces, where it asks for them", async () => {
    const items = await complete("The [MASK*2]");
    const { engine, models } = (await getAccess()).services;
    const model = await models.resolve("text");
    assert.ok(items.length > 0);
    for (const item of items) {
      const { tokens } = await engine.request("tokens", { model, text: nameOf(item) });
      assert.equal(tokens.length, 4, nameOf(item));
    }
  });

  for (const { name, text, language, blank } of [
    { name: "in a comment of a program", text: "// A cup of [MASK]\nconst a = 1;\n", language: "typescript" },
    { name: "in plain text", text: "A cup of [MASK]", language: "plaintext" },
    { name: "written small", text: "A cup of [mask]", language: "markdown", blank: "[mask]" },
  ]) {
    it(`completes ${name}`, async () => {
      const items = await complete(text, { language, ...(blank !== undefined && { blank }) });
      assert.equal(items.length, 10);
    });
  }

  for (const { name, text, language } of [
    { name: "in a program", text: "const a = [MASK]\n", language: "typescript" },
    { name: "in a string of a program", text: 'const a = "a cup of [MASK]";\n', language: "typescript" },
    { name: "in inline code", text: "Write a cup of `[MASK]` there.", language: "markdown" },
    { name: "in a block of code", text: "Text.\n\n```\na cup of [MASK]\n```\n", language: "markdown" },
    { name: "in data", text: '{"a": "a cup of [MASK]"}', language: "json" },
    { name: "that names no word after its comma", text: "A cup of [MASK|red,]", language: "markdown" },
  ]) {
    it(`offers nothing ${name}`, async () => {
      assert.deepEqual((await complete(text, { language })).map(nameOf), []);
      assert.equal(await hover(text, "[MASK", language), "");
    });
  }

  it("says its five best words in a hover", async () => {
    const text = await hover(TEA, "[MASK]");
    const rows = text.split("\n").filter((line) => line.includes("%"));
    assert.equal(rows.length, 5, text);
    assert.match(rows[0]!, /\*\*tea\*\*/);
    assert.match(text, /^BERT would write\n/);
    const joint = await hover(CAPITAL, "[MASK]");
    assert.match(joint, /^BERT would write at the 2 blanks together\n/);
    assert.match(joint, /\*\*[a-z]+, [a-z]+\*\*/);
  });

  describe("while the engine works", () => {
    /** An engine that answers nothing until its request is cancelled; `fail` rejects it otherwise. */
    async function ask() {
      const { prose, models } = (await getAccess()).services;
      const { document } = await openText(TEA);
      const source = new vscode.CancellationTokenSource();
      const logged: string[] = [];
      let fail: (error: Error) => void = () => undefined;
      let signal: AbortSignal | undefined;
      const request = (_kind: string, _params: unknown, options: { readonly signal: AbortSignal }) => {
        ({ signal } = options);
        return new Promise((_, reject) => {
          fail = reject;
          signal?.addEventListener("abort", () => reject(new EngineError("cancelled", "cancelled")));
        });
      };
      const services = { engine: { request }, prose, models, log: { info: (line: string) => logged.push(line) } };
      const blank = { start: TEA.length - 6, end: TEA.length };
      const answer = answerBlank(services as unknown as BlankServices, document, { blank, top: 5 }, source.token);
      await waitFor(() => signal !== undefined);
      return { answer, source, logged, fail: (error: Error) => fail(error), isAborted: () => signal?.aborted };
    }

    it("cancels the request when the blank was typed past, and says so nowhere", async () => {
      const { answer, source, logged, isAborted } = await ask();
      assert.equal(isAborted(), false);
      source.cancel();
      assert.equal(await answer, undefined);
      assert.equal(isAborted(), true);
      assert.deepEqual(logged, []);
    });

    it("offers nothing when the engine fails, and logs the code alone", async () => {
      const { answer, logged, fail } = await ask();
      fail(new EngineError("stopped", "it stopped at 'a cup of'"));
      assert.equal(await answer, undefined);
      assert.deepEqual(logged, ["fill: no words for a blank (stopped)"]);
    });
  });
});
