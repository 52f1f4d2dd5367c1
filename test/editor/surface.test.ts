import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import type { Range, TreeDataProvider } from "vscode";
import { linkCommand, writeMarkdown } from "../../src/editor/inertMarkdown";
import type * as Surface from "../../src/editor/surface";
import { ATTACKS } from "./attacks";
import type * as FakeVscode from "./fakeVscode";

const ROOT = resolve(import.meta.dirname, "../..");
const SURFACE = "src/editor/surface.ts";
/** What VS Code makes a link or an icon of, and what acts instead of being seen. */
const ALIVE = /\]\(|\$\((?!library\)|warning~spin\))|[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;
/** What draws text, and what gives it power. */
const DRAWING =
  /\b(?:show(?:Error|Warning|Information)Message|showQuickPick|showInputBox|createQuickPick|createInputBox|createStatusBarItem|createTreeView|registerTreeDataProvider|setStatusBarMessage|withProgress|supportHtml|supportThemeIcons|enabledCommands)\b|new vscode\.(?:MarkdownString|Hover|TreeItem)\b|\.isTrusted\s*=[^=]/;

type Fake = typeof FakeVscode;

async function load(): Promise<{ surface: typeof Surface; drawn: Fake["drawn"] }> {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export * from "./src/editor/surface"; export { drawn } from "vscode";',
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    // What is loaded from a data URL can require nothing: the form for browsers does not.
    alias: {
      vscode: join(ROOT, "test/editor/fakeVscode.ts"),
      "@vscode/l10n": join(ROOT, "node_modules/@vscode/l10n/dist/browser.js"),
    },
  });
  const url = `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString("base64")}`;
  const loaded = (await import(url)) as typeof Surface & Fake;
  return { surface: loaded, drawn: loaded.drawn };
}

describe("where VS Code draws text", () => {
  let surface: typeof Surface;
  let drawn: unknown[];
  before(async () => ({ surface, drawn } = await load()));
  beforeEach(() => drawn.splice(0));

  const WAYS: Readonly<Record<string, (text: string) => unknown>> = {
    "an error": (text) => surface.notify("error", text),
    "a warning": (text) => surface.notify("warning", text),
    "an information": (text) => surface.notify("information", text),
    "progress in the status bar": (text) => surface.showProgress(text, () => Promise.resolve()),
    "progress in a notification": (text) =>
      surface.showCancellable(text, (report) => {
        report(text);
        return Promise.resolve();
      }),
    "a list": (text) =>
      surface.pickRow([{ icon: "library", label: text, description: text, detail: text }], {
        title: text,
        placeHolder: text,
      }),
    "a question": (text) => surface.askText({ title: text, prompt: text }),
    "a dialog": (text) => surface.confirm(text, [text], "Agree"),
    "rows of a list": (text) => drawn.push(surface.showRows([{ label: text, description: text, detail: text }])),
    "the title of a list": (text) => {
      const pick = surface.createPick();
      surface.setPickTitle(pick, text);
      drawn.push(pick);
    },
    "what is said before a tool runs": (text) =>
      drawn.push(surface.buildToolNotice(text, { title: text, detail: text })),
    "a row of a tree": (text) =>
      drawn.push(
        surface.buildTreeItem({ id: "a", label: text, description: text, tooltip: [text], kind: "b", spoken: text }),
      ),
    "the head of a tree": (text) =>
      new surface.TreeSurface("id", {} as TreeDataProvider<unknown>).show({
        description: text,
        message: text,
        badge: { value: 1, tooltip: text },
      }),
    "the status item": (text) =>
      new surface.StatusItem("id", { name: "a", command: "b", priority: 1 }).update({
        icon: "warning~spin",
        text,
        background: undefined,
        tooltip: writeMarkdown``,
        spoken: text,
      }),
  };

  for (const [name, way] of Object.entries(WAYS)) {
    it(`${name} shows what is found as it stands, and nothing in it acts`, async () => {
      for (const attack of ATTACKS) {
        drawn.splice(0);
        await way(attack);
        const strings = listStrings(drawn);
        assert.ok(strings.some((text) => text.includes(/[a-z]+/.exec(attack)?.[0] ?? "")));
        for (const text of strings) assert.doesNotMatch(text, ALIVE);
      }
    });
  }

  it("a question stays open while its answer lacks something, and says what", async () => {
    const findLack = (written: string) => (written === "" ? "Write $(x)\n" : undefined);
    await surface.askText({ title: "a", prompt: "b", findLack });
    const { validateInput } = drawn[0] as { validateInput: (written: string) => string };
    assert.match(validateInput(""), /^Write/);
    assert.doesNotMatch(validateInput(""), ALIVE);
    assert.equal(validateInput("c"), "");
  });

  it("a text of many megabytes is shown in part", () => {
    surface.notify("error", "a".repeat(10_000_000));
    assert.ok(listStrings(drawn).every((text) => text.length < 2000));
  });

  it("a hover runs the commands that its Markdown names, and no others", () => {
    const link = writeMarkdown`${linkCommand("a", "b")}`;
    const { contents } = surface.buildHover([link, writeMarkdown`a`], {} as unknown as Range);
    assert.deepEqual(
      (contents as { isTrusted?: unknown }[]).map(({ isTrusted }) => isTrusted),
      [{ enabledCommands: ["b"] }, undefined],
    );
  });

  it("a list gives back the row as it was given, and runs an action when it is chosen", async () => {
    const row = { label: ATTACKS[0]! };
    assert.equal(await surface.pickRow([row], { title: "a" }), row);
    await new Promise<void>((resolve) => {
      const run = () => {
        resolve();
        return Promise.resolve();
      };
      surface.notify("error", "a", [{ title: "b", run }]);
    });
  });

  it(`no file but ${SURFACE} draws text`, () => {
    const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .map((path) => `src/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts") && path !== SURFACE);
    const wrong = files.filter((file) => DRAWING.test(readFileSync(join(ROOT, file), "utf8")));
    assert.deepEqual(wrong, []);
    assert.match(readFileSync(join(ROOT, SURFACE), "utf8"), DRAWING);
  });
});

function listStrings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listStrings) : [];
}
