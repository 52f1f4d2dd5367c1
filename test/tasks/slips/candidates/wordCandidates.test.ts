import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createWordList } from "../../../../src/engine/serve/wordList";
import {
  CANDIDATE_KINDS,
  type CandidateKind,
  WordCandidates,
} from "../../../../src/tasks/slips/candidates/wordCandidates";
import { readRecipeTables, RECIPE } from "./recipeTables";

const ROOT = resolve(RECIPE, "../..");
const WORDS =
  "form from their there allow allows allowed allowing allowance the than then that thing a an of on ox color colour travelled traveled realise realize bother other pant plant plan planned go went goes run ran easy easily possible possibly important importance is are";

/** Asks `build_candidates` about the words on standard input. Only the standard library is needed. */
const ASK = `
import json, sys
sys.path.insert(0, sys.argv[1])
from candidates import build_candidates
print(json.dumps(build_candidates(sys.stdin.read().split())))
`;

describe("WordCandidates", () => {
  const candidates = new WordCandidates(WORDS.split(" "), readRecipeTables());

  const cases: readonly { word: string; kind: CandidateKind; has?: string; hasNot?: string }[] = [
    { word: "form", kind: "letters", has: "from" },
    { word: "form", kind: "listed", has: "from" },
    { word: "their", kind: "listed", has: "there" },
    { word: "than", kind: "listed", has: "then" },
    { word: "allow", kind: "endings", has: "allows" },
    { word: "allowing", kind: "endings", has: "allowed" },
    { word: "planned", kind: "endings", has: "plan" },
    { word: "easily", kind: "endings", has: "easy" },
    { word: "possibly", kind: "endings", has: "possible" },
    { word: "importance", kind: "endings", has: "important" },
    { word: "goes", kind: "endings", has: "went" },
    { word: "is", kind: "endings", has: "are" },
    { word: "of", kind: "little", has: "on" },
    { word: "plant", kind: "letters", has: "pant" },
    { word: "the", kind: "endings", hasNot: "thing" },
    // Too short to be taken for a word where no table has it.
    { word: "on", kind: "letters", hasNot: "ox" },
    { word: "color", kind: "letters", hasNot: "colour" },
    { word: "travelled", kind: "letters", hasNot: "traveled" },
    { word: "realise", kind: "letters", hasNot: "realize" },
    { word: "bother", kind: "letters", has: "other" },
    { word: "unknown", kind: "letters", hasNot: "known" },
  ];
  for (const { word, kind, has, hasNot } of cases) {
    it(`"${has ?? hasNot}" is ${has === undefined ? "not " : ""}among the ${kind} of "${word}"`, () =>
      assert.equal(candidates.find(word)[kind].includes(has ?? hasNot ?? ""), has !== undefined));
  }

  it("finds what the recipe teaches, in the whole bundled vocabulary", async function () {
    this.timeout(120_000);
    const list = await createWordList(resolve(ROOT, "dist/words.bin"))();
    const vocabulary = readFileSync(resolve(ROOT, "models/cloze-small/vocab.txt"), "utf8").split("\n");
    const words = vocabulary.filter((piece) => list.has(piece)).sort();
    const asked = spawnSync("python3", ["-c", ASK, RECIPE], { input: words.join(" "), encoding: "utf8" });
    // Without Python there is nothing to compare with.
    if (asked.error !== undefined) this.skip();
    const expected = JSON.parse(asked.stdout) as Record<CandidateKind, Record<string, string[]>>;
    const all = new WordCandidates(words, readRecipeTables());
    for (const kind of CANDIDATE_KINDS) {
      const found = words
        .map((word) => [word, all.find(word)[kind]] as const)
        .filter(([, others]) => others.length > 0);
      assert.ok(found.length > 100);
      assert.deepEqual(Object.fromEntries(found), expected[kind]);
    }
  });
});
