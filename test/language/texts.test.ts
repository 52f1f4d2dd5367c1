import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { listTexts } from "./listTexts";

/** What people read in another language than English: complete, and with the same places to fill in. */

const ROOT = resolve(import.meta.dirname, "../..");
const BUNDLES = "media/l10n";
type Texts = Readonly<Record<string, string>>;

const readTexts = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Texts;
const languages = readdirSync(join(ROOT, BUNDLES)).map(
  (file) => /^bundle\.l10n\.([a-z-]+)\.json$/.exec(file)?.[1] ?? file,
);

describe("texts in other languages", () => {
  const programs = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(join(ROOT, "src", path), "utf8"))
    .filter((text) => text.includes("l10n.t("))
    .map(listTexts);
  const english = [...new Set(programs.flatMap(({ texts }) => texts))];

  it("are looked up by literals", () => {
    assert.deepEqual(
      programs.flatMap(({ unreadable }) => unreadable),
      [],
    );
    assert.ok(english.length > 1000, `${english.length} texts`);
  });

  for (const tag of languages) {
    describe(tag, () => {
      const texts = readTexts(`${BUNDLES}/bundle.l10n.${tag}.json`);

      it("says all that the source says, and nothing else", () => {
        const said = new Set(Object.keys(texts));
        const missing = english.filter((key) => !said.has(key));
        const surplus = [...said].filter((key) => !english.includes(key));
        assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] });
      });

      it("fills in what the English fills in", () => {
        assert.deepEqual(listUneven(Object.entries(texts)), []);
      });

      it("has a page for each step of the walkthrough", () => {
        const pages = readdirSync(join(ROOT, "media/walkthrough")).filter((file) => /^[\w-]+\.md$/.test(file));
        const missing = pages.filter(
          (file) => !existsSync(join(ROOT, "media/walkthrough", file.replace(".md", `.nls.${tag}.md`))),
        );
        assert.deepEqual(missing, []);
      });

      it("is sorted, so that two changes meet in few lines", () => {
        assert.deepEqual(Object.keys(texts), Object.keys(texts).toSorted());
      });

      it("names commands and settings as package.json's English does", () => {
        const english = readTexts("package.nls.json");
        const own = readTexts(`package.nls.${tag}.json`);
        assert.deepEqual(Object.keys(own), Object.keys(english));
        assert.deepEqual(listUneven(Object.keys(english).map((key) => [english[key]!, own[key]!])), []);
        assert.deepEqual(
          Object.keys(own).filter((key) => own[key]!.trim() === ""),
          [],
        );
      });
    });
  }

  it("package.json says nothing in its own words that VS Code shows", () => {
    const names = new Set(Object.keys(readTexts("package.nls.json")));
    const used = new Set<string>();
    const bare: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value === "string") {
        const name = /^%(.+)%$/.exec(value)?.[1];
        if (name !== undefined) used.add(name);
        else if (isShown(path)) bare.push(`${path}: ${value}`);
      } else if (typeof value === "object" && value !== null) {
        for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
      }
    };
    const { contributes, capabilities } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    visit({ contributes, capabilities }, "");
    assert.deepEqual(bare, []);
    assert.deepEqual(
      { unknown: [...used].filter((name) => !names.has(name)), unused: [...names].filter((name) => !used.has(name)) },
      { unknown: [], unused: [] },
    );
  });
});

/** Where VS Code shows a value of package.json. What models read of tools is English. */
function isShown(path: string): boolean {
  if (/\/languageModelTools\/\d+\/(?!displayName|userDescription)/.test(path)) return false;
  return /\/(?:title|shortTitle|category|description|markdownDescription|displayName|userDescription|contents|label|name|detail|when\/text|markdownDeprecationMessage|(?:markdownE|e)numDescriptions\/\d+|(?:markdownE|e)numItemLabels\/\d+|altText)$/.test(
    path,
  );
}

/** Pairs of texts that do not fill in the same places, or end with another line. */
function listUneven(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const listPlaces = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(" ");
  const listCommands = (text: string) =>
    (text.match(/\]\((?:command:|https?:|#)[^)]*\)|`#?[\w./-]+#?`/g) ?? []).sort().join(" ");
  return pairs
    .filter(([english, own]) => listPlaces(english) !== listPlaces(own) || listCommands(english) !== listCommands(own))
    .map(([english, own]) => `${english} → ${own}`);
}
