import assert from "node:assert/strict";
import { isOpposite } from "../../../../src/tasks/reword/isOpposite";
import { listNegations } from "../../../../src/tasks/reword/listKept";
import { FIRMER } from "../../../../src/tasks/reword/wordings/firmer";
import { MILD } from "../../../../src/tasks/reword/wordings/mild";
import { PLAINER } from "../../../../src/tasks/reword/wordings/plainer";
import { readWordings } from "../../../../src/tasks/reword/wordings/readWordings";
import { SHORTER } from "../../../../src/tasks/reword/wordings/shorter";
import { FEELINGS, SOFTER } from "../../../../src/tasks/reword/wordings/softer";
import { EXPLETIVES, HEDGES, INTENSIFIERS } from "../../../../src/tasks/reword/wordings/softerTurns";

const TABLES = { SOFTER, FEELINGS, EXPLETIVES, HEDGES, INTENSIFIERS, FIRMER, PLAINER, SHORTER };

describe("readWordings", () => {
  const [wording] = readWordings("# a remark\n\nhates, hated = dislikes, disliked / avoids, avoided\n");

  it("gives each word the ways that belong to it", () => {
    assert.deepEqual(wording?.write("Hated"), ["disliked", "avoided"]);
  });

  it("finds whole words alone", () => {
    const found = "He hated whatever is hated-by-all or unhated.".match(wording!.pattern);
    assert.deepEqual(found, ["hated"]);
  });

  it("finds a noun behind an article though it is made louder, and gives it the same ways", () => {
    const [mess] = readWordings("a mess, an ordeal = difficult");
    assert.deepEqual("It is a complete mess.".match(mess!.pattern), ["a complete mess"]);
    assert.deepEqual(mess!.write("A complete mess"), ["difficult"]);
    assert.deepEqual(mess!.write("an ordeal"), ["difficult"]);
  });

  it("drops what has a dash", () => {
    assert.deepEqual(readWordings("really = -")[0]?.write("really"), [""]);
  });

  for (const line of ["hates", "a = b = c", "a, b, c = d, e", "= b"]) {
    it(`refuses a line that is no wording: ${line}`, () => assert.throws(() => readWordings(line), RangeError));
  }
});

describe("the tables of wordings", () => {
  for (const [name, table] of Object.entries(TABLES)) {
    it(`can be read, and turn nothing around: ${name}`, () => {
      assert.ok(readWordings(table).length > 0);
      for (const line of table.split("\n").filter((each) => each.includes(" = "))) {
        const [left = "", right = ""] = line.split(" = ");
        assert.deepEqual(listNegations(right), [], line);
        const words = (text: string) => text.match(/\p{L}+/gu) ?? [];
        for (const from of left.split(", ").filter((each) => !each.includes(" "))) {
          for (const to of words(right)) assert.ok(!isOpposite(from, to), `${from} and ${to} in: ${line}`);
        }
      }
    });
  }

  it("offers no word of praise in the place of blame", () => {
    const praise =
      /\b(?:good|great|nice|excellent|perfect|easy|clear|reliable|helpful|useful|best|better|clean|fast)\b/;
    assert.doesNotMatch([...MILD.adjectives, ...MILD.nouns].join(" "), praise);
  });
});
