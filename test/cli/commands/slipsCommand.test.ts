import assert from "node:assert/strict";
import { runFake } from "../fakeContext";

/** A word as the engine's answer calls it a slip, wherever it stands in a sentence. */
interface Wrong {
  readonly word: string;
  readonly suggestion: string;
  readonly rule?: string;
  readonly probability?: number;
}

/** The engine's answer: of each sentence, those of the words that stand in it. */
const answerWith =
  (wrongs: readonly Wrong[], more: object = {}) =>
  ({ params }: { readonly params: unknown }) =>
    (params as { readonly sentences: readonly string[] }).sentences.map((sentence) => ({
      slips: wrongs.flatMap(({ word, suggestion, rule = "slip", probability = 0.9 }) => {
        const start = sentence.indexOf(word);
        return start < 0
          ? []
          : [{ start, end: start + word.length, text: word, suggestion, rule, probability, score: 5 }];
      }),
      ...more,
    }));

interface Printed {
  readonly slips: readonly {
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly suggestion: string;
  }[];
  readonly by?: string;
}

describe("cloze slips", () => {
  for (const { name, text, wrongs, mended } of [
    {
      name: "a word",
      text: "Set the value form the list.",
      wrongs: [{ word: "form", suggestion: "from" }],
      mended: "Set the value from the list.",
    },
    {
      name: "a word behind code and a link",
      text: "Run `npm ci` in [the folder](https://a.b/form) form the list.",
      wrongs: [{ word: "form", suggestion: "from" }],
      mended: "Run `npm ci` in [the folder](https://a.b/form) from the list.",
    },
    {
      name: "a word of the second sentence",
      text: "It is here. Set the value form the list.",
      wrongs: [{ word: "form", suggestion: "from" }],
      mended: "It is here. Set the value from the list.",
    },
    {
      name: "a word too many, which takes a space",
      text: "We can **of** set the the value.",
      wrongs: [{ word: " the", suggestion: "", rule: "double" }],
      mended: "We can **of** set the value.",
    },
    {
      name: "a missing word before code",
      text: "It is in `a.txt` file.",
      wrongs: [{ word: "", suggestion: "The ", rule: "missing" }],
      mended: "The It is in `a.txt` file.",
    },
    {
      name: "nothing that a replacement would take markup along with",
      text: "Set the *value* form the list.",
      wrongs: [{ word: "value form", suggestion: "form value" }],
      mended: "Set the *value* form the list.",
    },
  ]) {
    it(`says where in the text it is to be mended: ${name}`, async () => {
      const { output } = await runFake(["slips", text, "--json"], { answer: answerWith(wrongs) });
      const { slips } = JSON.parse(output) as Printed;
      for (const slip of slips) assert.equal(text.slice(slip.start, slip.end), slip.text);
      assert.equal(
        slips.reduceRight((all, { start, end, suggestion }) => all.slice(0, start) + suggestion + all.slice(end), text),
        mended,
      );
    });
  }

  it("asks about sentences without markup, and says what code they hide", async () => {
    const { requests } = await runFake(["slips", "This is an `Error` type. It **is**."], { answer: answerWith([]) });
    assert.deepEqual(requests, [
      {
        kind: "slips",
        params: {
          model: "/models/cloze-small",
          sentences: ["This is an code type.", "It is."],
          hidden: [[{ start: 11, text: "`Error`" }], []],
        },
      },
    ]);
  });

  const wrongs = [
    { word: "one", suggestion: "on", probability: 0.9 },
    { word: "two", suggestion: "to", probability: 0.6 },
    { word: "tree", suggestion: "three", probability: 0.3 },
  ];
  for (const { level, count } of [
    { level: "few", count: 1 },
    { level: "some", count: 2 },
    { level: "all", count: 3 },
    { level: undefined, count: 2 },
  ]) {
    const title = level === undefined ? "by itself" : `with --level ${level}`;
    it(`prints ${count} of three ${title}, also by lines`, async () => {
      const words = ["slips", ...(level === undefined ? [] : ["--level", level])];
      const text = "It is one two tree.";
      const single = await runFake([...words, text, "--json"], { answer: answerWith(wrongs) });
      const lines = await runFake([...words, "--jsonl"], {
        answer: answerWith(wrongs),
        input: `${JSON.stringify({ text })}\n${JSON.stringify({ text: "" })}\n`,
      });
      const [first, second] = lines.output.trim().split("\n");
      assert.equal((JSON.parse(single.output) as Printed).slips.length, count);
      assert.deepEqual([first, second], [single.output.trim(), '{"slips":[]}']);
    });
  }

  it("refuses a level that there is not, as an option and in a line", async () => {
    assert.equal((await runFake(["slips", "a", "--level", "most"])).exitCode, 2);
    const { output } = await runFake(["slips", "--jsonl"], { input: '{"text":"a","level":"most"}\n' });
    assert.match(output, /"bad-line".*level/);
  });

  it("says to people which word, what was meant and how sure it is, and how it was read", async () => {
    const answer = answerWith(
      [
        { word: "one", suggestion: "on", probability: 0.9 },
        { word: " the", suggestion: "", rule: "double", probability: 0.75 },
      ],
      { by: "masks" },
    );
    const { output } = await runFake(["slips", "It is one the the."], { answer });
    assert.match(
      output,
      /^90.0 % +another word +one → on\n75.0 % +stands twice +the → nothing\n\nThis model was not taught/,
    );
    assert.equal((await runFake(["slips", "It."], { answer: answerWith([]) })).output, "no slips\n");
  });
});
