import assert from "node:assert/strict";
import type { FoundSlips } from "../../../src/tasks/slips/slipsRequest";
import { findSlips } from "../../engine/answers/findSlips";
import { createFakeModel } from "../fakeModel";
import { readRecipeTables } from "./candidates/recipeTables";

/** What the fake model finds right; each is a sentence of the tests as it should be. */
const RIGHT = [
  "set the value from the list .",
  "there is a list of names .",
  "wrap your name in a list .",
  "we made an update of the list .",
  "the list of the names is long .",
  "we can set the name of it .",
  "all plug ##ins of the list are set .",
  "it ' s a list of names .",
  "the value of its list is set .",
  "this is the end of a list .",
  "i can set the name .",
  "we knew that the list is long .",
  "we can set it and set the name of it .",
  "value set list name this is long",
].map((sentence) => sentence.split(" "));

const WORDS = [
  ...new Set([
    ...RIGHT.flat(),
    ...'form their names than then you an and on or ##in nous vous que - _ / " ` , code user : to so'.split(" "),
  ]),
];
const ACTIONS = ["keep", "drop", "apart", "together", "the", "of", "is", "##s"];
const SURE = 8;

/** At a place: the piece that makes the sentence a right one, where one piece is wrong or masked; else the piece itself. */
function answerWord(pieces: readonly string[], position: number): Readonly<Record<string, number>> {
  const inner = pieces.slice(1, -1);
  const own = { [pieces[position]!]: 4 };
  for (const right of RIGHT) {
    const wrong = right.flatMap((piece, i) => (piece === inner[i] ? [] : [i]));
    if (right.length !== inner.length || wrong.length > 1) continue;
    if (wrong.length === 0) return own;
    if (wrong[0] === position - 1) return { [right[position - 1]!]: SURE, [pieces[position]!]: 0 };
  }
  return own;
}

/** What would make the sentence a right one. */
function answerAction(pieces: readonly string[], position: number): Readonly<Record<string, number>> {
  const inner = pieces.slice(1, -1);
  const [at, piece] = [position - 1, pieces[position]!];
  const isRight = (changed: readonly string[]) => RIGHT.some((right) => right.join(" ") === changed.join(" "));
  const found = ACTIONS.filter((name) => {
    if (name === "keep") return false;
    if (name === "drop") return isRight(inner.toSpliced(at, 1));
    if (name === "apart") return isRight(inner.toSpliced(at, 1, ...(piece === "its" ? ["it", "'", "s"] : [])));
    if (name === "together") return isRight(inner.toSpliced(at, 3, "its"));
    return isRight(inner.toSpliced(at, 0, name));
  });
  return { keep: 0, ...Object.fromEntries(found.map((name) => [name, SURE])) };
}

const sources = {
  readWords: () =>
    Promise.resolve(new Set(WORDS.filter((word) => /^[a-z]{2,}$/.test(word)).concat("plugin", "plugins"))),
  readTables: () => Promise.resolve(readRecipeTables()),
};

function createModel(isTaught: boolean, maxTokens = 64) {
  return createFakeModel({
    words: WORDS,
    maxTokens,
    mlm: answerWord,
    ...(isTaught && { actions: answerAction, slipActions: ACTIONS }),
  });
}

async function find(text: string, { isTaught = true, maxTokens = 64 } = {}): Promise<FoundSlips> {
  const [result] = await findSlips(createModel(isTaught, maxTokens), { sentences: [text] }, sources);
  return result!;
}

const mend = (text: string, { slips }: FoundSlips) =>
  slips.reduceRight(
    (mended, { start, end, suggestion }) => mended.slice(0, start) + suggestion + mended.slice(end),
    text,
  );

describe("slips", () => {
  const faults = [
    { rule: "slip", text: "Set the value form the list.", mended: "Set the value from the list." },
    { rule: "slip", text: "🙂 Set the value form ❤️ the list. 👩‍💻", mended: "🙂 Set the value from ❤️ the list. 👩‍💻" },
    { rule: "slip", text: "Their is a list of names.", mended: "There is a list of names." },
    { rule: "slip", text: "Wrap you name in a list.", mended: "Wrap your name in a list." },
    { rule: "slip", text: "Its a list of names.", mended: "It's a list of names." },
    { rule: "slip", text: "The value of it's list is set.", mended: "The value of its list is set." },
    { rule: "article", text: "We made a update of the list.", mended: "We made an update of the list." },
    { rule: "article", text: "We made  a  update of the list.", mended: "We made  an  update of the list." },
    // Not every "an" before a consonant was meant for an article.
    { rule: "slip", text: "We can set it an set the name of it.", mended: "We can set it and set the name of it." },
    { rule: "double", text: "We can set the the name of it.", mended: "We can set the name of it." },
    { rule: "double", text: "The the list of the names is long.", mended: "The list of the names is long." },
    { rule: "double", text: "We knew that that the list is long.", mended: "We knew that the list is long." },
    { rule: "missing", text: "The list the names is long.", mended: "The list of the names is long." },
    { rule: "missing", text: "Set the value from list.", mended: "Set the value from the list." },
    { rule: "extra", text: "We can set the name of to it.", mended: "We can set the name of it." },
    { rule: "extra", text: "To we can set the name of it.", mended: "We can set the name of it." },
  ] as const;
  for (const { rule, text, mended } of faults) {
    it(`mends "${text}"`, async () => {
      const result = await find(text);
      assert.deepEqual([mend(text, result), result.slips.map((slip) => slip.rule)], [mended, [rule]]);
      for (const { start, end, text: written } of result.slips) assert.equal(text.slice(start, end), written);
      assert.equal(result.by, undefined);
    });
  }

  const left = [
    { why: "a right one", text: "Set the value from the list." },
    { why: "a name inside a sentence", text: "Set the value Form the list." },
    { why: "part of a compound", text: "set the value-form the list." },
    { why: "part of an identifier", text: "set the value_form the list." },
    { why: "part of a path", text: "set the value/form the list." },
    { why: "a quotation", text: 'Set the value "form" the list.' },
    { why: "code", text: "Set the value `form` the list." },
    { why: "a heading of two words", text: "form list" },
    { why: "a word that stands twice for emphasis", text: "This is so so long , we set the list." },
    { why: "a word of another sentence", text: "Set the value , from the list." },
  ];
  for (const { why, text } of left) {
    it(`leaves ${why} alone: ${text}`, async () => assert.deepEqual((await find(text)).slips, []));
  }

  it("leaves a sentence alone of which most words are unknown", async () =>
    assert.deepEqual((await find("zzz qqq vvv www the the list")).slips, []));

  it("leaves a sentence alone in which the model would change most words", async () => {
    const model = createFakeModel({
      words: WORDS,
      mlm: (pieces, at) => ({ [pieces[at]!]: 0, from: 9, their: 9, than: 9, names: 9, your: 9 }),
      actions: () => ({ keep: 0 }),
      slipActions: ACTIONS,
    });
    const [result] = await findSlips(model, { sentences: ["then form name there you list"] }, sources);
    assert.deepEqual(result, { slips: [], precision: "int8" });
  });

  it("judges an article by what a placeholder hides, and the placeholder never", async () => {
    const sentences = ["We made an code of the list.", "We made a code of the list."];
    const at = sentences.map((sentence) => sentence.indexOf("code"));
    const ask = (hidden?: readonly string[]) =>
      findSlips(
        createModel(true),
        { sentences, ...(hidden && { hidden: hidden.map((text, i) => [{ start: at[i]!, text }]) }) },
        sources,
      );
    const articles = (results: readonly FoundSlips[]) =>
      results.map(({ slips }) => slips.map(({ suggestion }) => suggestion));
    assert.deepEqual(articles(await ask()), [[], []]);
    assert.deepEqual(articles(await ask(["`update`", "`user`"])), [[], []]);
    assert.deepEqual(articles(await ask(["`user`", "`update`"])), [["a"], ["an"]]);
  });

  it("judges a word in the case it has, where the vocabulary has capitals", async () => {
    const model = createFakeModel({
      words: ["There", "Their", "there", "their", "is", "a", "list", "of", "names", "."],
      cased: true,
      mlm: (pieces, at) => ({ [pieces[at]!]: 0, ...(at === 1 && { There: SURE, there: SURE + 2 }) }),
      actions: () => ({ keep: 0 }),
      slipActions: ACTIONS,
    });
    const [result] = await findSlips(model, { sentences: ["Their is a list of names."] }, sources);
    assert.deepEqual(
      result!.slips.map(({ text, suggestion }) => [text, suggestion]),
      [["Their", "There"]],
    );
  });

  it("trusts the rule of a/an though the model is of another mind", async () => {
    const model = createFakeModel({
      words: WORDS,
      mlm: (pieces, at) => ({ [pieces[at]!]: 20 }),
      actions: () => ({ keep: 0 }),
      slipActions: ACTIONS,
    });
    const [result] = await findSlips(model, { sentences: ["We made a update of the list."] }, sources);
    assert.ok(result!.slips[0]!.probability > 0.5 && result!.slips[0]!.probability < 0.8);
  });

  it("asks a model that was not taught by masks alone, and says so", async () => {
    const text = "Set the value form the list.";
    const result = await find(text, { isTaught: false });
    assert.deepEqual([mend(text, result), result.by], ["Set the value from the list.", "masks"]);
    assert.deepEqual((await find("The list the names is long.", { isTaught: false })).slips, []);
  });

  it("reads again, masked, only what the first reading doubts", async () => {
    const model = createModel(true);
    await findSlips(model, { sentences: ["Set the value form the list.", "Set the value from the list."] }, sources);
    assert.deepEqual(
      model.requests.map(({ inputs, mlm }) => [inputs.length, mlm?.length ?? 0]),
      [
        [2, 0],
        [1, 1],
      ],
    );
  });

  for (const { says, goesWith, found } of [
    { says: "a slip if what is around goes with the other word", goesWith: "from", found: ["from"] },
    { says: "no slip if it goes with the word that stands there", goesWith: "form", found: [] },
  ]) {
    it(`reads what two readings leave undecided a third time: ${says}`, async () => {
      const text = "Set the value form the list.";
      const pieces = ["[CLS]", "set", "the", "value", "form", "the", "list", ".", "[SEP]"];
      const model = createFakeModel({
        words: WORDS,
        mlm: (seen, at) => {
          if (at === 4) return { form: 0, from: 4, ...(seen[at] === "[MASK]" && { from: 1 }) };
          return { [pieces[at]!]: seen[4] === goesWith || seen[at] !== "[MASK]" ? SURE : -SURE };
        },
        actions: () => ({ keep: 0 }),
        slipActions: ACTIONS,
      });
      const [result] = await findSlips(model, { sentences: [text] }, sources);
      assert.deepEqual(
        result!.slips.filter(({ probability }) => probability > 0.5).map(({ suggestion }) => suggestion),
        found,
      );
      // The word masked; then two pieces before it and two behind it, with the one word and with the other.
      assert.deepEqual(
        model.requests.map(({ mlm }) => mlm?.length ?? 0),
        [0, 1, 8],
      );
    });
  }

  it("finds the place of a slip in a sentence that is over the model's limit, and says so", async () => {
    const text = "The list of names , and , to the names , and then to the the list of names , and so to the names .";
    const result = await find(text, { maxTokens: 16 });
    assert.deepEqual(
      result.slips.map(({ start, end }) => text.slice(start, end)),
      [" the"],
    );
    assert.deepEqual(result.read?.span, { start: 0, end: text.length });
    assert.ok(result.read.windows > 1);
  });

  it("takes the checkpoint's word for how sure a score is", async () => {
    const text = "Set the value form the list.";
    const ask = async (middle: number) => {
      const model = createFakeModel({
        words: WORDS,
        mlm: answerWord,
        actions: answerAction,
        slipActions: ACTIONS,
        slipCalibration: { slip: { slope: 1, middle } },
      });
      return (await findSlips(model, { sentences: [text] }, sources))[0]!.slips[0];
    };
    const slip = (await ask(0))!;
    assert.ok(Math.abs((await ask(slip.score))!.probability - 0.5) < 1e-6);
    assert.equal(await ask(slip.score + 3), undefined);
  });
});
