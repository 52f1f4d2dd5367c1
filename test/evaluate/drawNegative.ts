import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Negative sentences of documentation, issues and review comments that no model was taught: those of `written.tsv`, which
 * are ours, and what was marked rightly in public documentation (`verdicts/tone.tsv`).
 *
 * @returns In the order of their hashes.
 */
export function drawNegative(): readonly string[] {
  const written = readRows(join(ROOT, "models/recipe/tone/written.tsv"))
    .filter(([label]) => label === "negative")
    .map(([, text]) => text ?? "");
  const documentation = readRows(join(import.meta.dirname, "verdicts/tone.tsv"))
    .filter(([verdict, , , , kind]) => verdict === "right" && kind === "")
    .map((row) => row.at(-1) ?? "");
  return sortByHash([...new Set([...written, ...documentation])]);
}

export function sortByHash(texts: readonly string[]): readonly string[] {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  return texts
    .map((text) => ({ text, key: hash(text) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ text }) => text);
}

function readRows(path: string): readonly string[][] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split("\t"));
}
