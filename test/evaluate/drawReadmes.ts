import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findSentences } from "../../src/text/findSentences";

const PACKAGES = resolve(import.meta.dirname, "../../node_modules");
const LEAST_WORDS = 3;

/**
 * Sentences of the README files of the development packages, by package, each sentence once. Half of the packages, by
 * the hash of their (scope's) name, are never taught, and no sentence of theirs is that stands in another one too.
 */
export function drawReadmes(half: "taught" | "held out"): readonly (readonly string[])[] {
  const [taught, heldOut] = [true, false].map((wanted) => listPackages().filter((name) => isTaught(name) === wanted));
  const seen = new Set<string>();
  const sentences = taught!.map((name) => readSentences(name, seen));
  return (half === "taught" ? sentences : heldOut!.map((name) => readSentences(name, seen))).filter(
    (found) => found.length > 0,
  );
}

/** Those not yet seen, which then are. */
function readSentences(name: string, seen: Set<string>): readonly string[] {
  const path = join(PACKAGES, name, "README.md");
  if (!existsSync(path)) return [];
  return findSentences(readFileSync(path, "utf8"), "markdown").flatMap(({ text }) => {
    const line = text.replace(/\s+/g, " ").trim();
    if (line.split(" ").length < LEAST_WORDS || seen.has(line)) return [];
    seen.add(line);
    return [line];
  });
}

function listPackages(): readonly string[] {
  return readdirSync(PACKAGES)
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((name) =>
      name.startsWith("@")
        ? readdirSync(join(PACKAGES, name))
            .sort()
            .map((part) => `${name}/${part}`)
        : [name],
    );
}

function isTaught(name: string): boolean {
  const [scope = name] = name.split("/");
  return createHash("sha256").update(scope).digest()[0]! % 2 === 1;
}
