import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { listSentences } from "../../src/text/sentences/listSentences";
import { listReadmes, type Readme } from "../harness/listReadmes";

const LEAST_WORDS = 3;

/**
 * Sentences of the README files of the development packages, by package, each sentence once. Half of the packages, by
 * the hash of their (scope's) name, are held out, without the sentences that they share with the others.
 */
export function drawReadmes(half: "taught" | "held out"): readonly (readonly string[])[] {
  const [taught, heldOut] = [true, false].map((wanted) =>
    listReadmes().filter((readme) => isTaught(readme) === wanted),
  );
  const seen = new Set<string>();
  const sentences = taught!.map((readme) => readSentences(readme, seen));
  return (half === "taught" ? sentences : heldOut!.map((readme) => readSentences(readme, seen))).filter(
    (found) => found.length > 0,
  );
}

/** Those not yet seen, which then are. */
function readSentences({ path }: Readme, seen: Set<string>): readonly string[] {
  return listSentences(readFileSync(path, "utf8"), "markdown").flatMap(({ text }) => {
    const line = text.replace(/\s+/g, " ").trim();
    if (line.split(" ").length < LEAST_WORDS || seen.has(line)) return [];
    seen.add(line);
    return [line];
  });
}

function isTaught({ name }: Readme): boolean {
  const [scope = name] = name.split("/");
  return createHash("sha256").update(scope).digest()[0]! % 2 === 1;
}
