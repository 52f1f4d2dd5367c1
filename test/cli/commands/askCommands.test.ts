import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Requests } from "../../../src/engine/protocol/protocol";
import { type Request, runFake } from "../fakeContext";

const PAGE = "# Install\n\nFirst run `npm ci`, then **wait**.\n";
const OTHER = "Nobody runs it.\n";

/** Finds the words of the question in the text, each with a probability by its place in the question. */
function answerWords({ question, text }: Requests["answer"]["params"]): Requests["answer"]["result"] {
  const answers = question.split("|").flatMap((words, index) => {
    const start = text.indexOf(words);
    return start === -1 ? [] : [{ span: { start, end: start + words.length }, probability: 0.9 / (index + 1) }];
  });
  return { answers, none: text.includes("Nobody") ? 0.75 : 0.125, precision: "fp32" };
}

function tagWords({ texts }: Requests["tag"]["params"]): Requests["tag"]["result"] {
  const tags = texts.map((text) =>
    [...text.matchAll(/npm ci|Nobody/g)].map(({ 0: word, index }) => ({
      span: { start: index, end: index + word.length },
      label: "TOOL",
      probability: 0.5,
    })),
  );
  return { tags, precision: "fp32" };
}

/** Two pairs of the first sentences: the model is right about the first. */
function drawPairs({ seed, count }: Requests["pairs"]["params"]): Requests["pairs"]["result"] {
  assert.deepEqual([seed, count], [7, 2]);
  const pairs = [
    { first: 0, second: 1, follows: true, isNext: 0.75 },
    { first: 1, second: 0, follows: false, isNext: 0.5 },
  ];
  return { pairs, precision: "fp32" };
}

describe("cloze answer and cloze tag", () => {
  let folder: string;
  const run = (words: readonly string[], input?: string) => {
    const answer = ({ kind, params }: Request) =>
      kind === "answer"
        ? answerWords(params as Requests["answer"]["params"])
        : tagWords(params as Requests["tag"]["params"]);
    return runFake(words, { answer, folder, ...(input !== undefined && { input }) });
  };

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-ask-"));
    writeFileSync(path.join(folder, "a.md"), PAGE);
    writeFileSync(path.join(folder, "b.md"), OTHER);
    writeFileSync(path.join(folder, "empty.md"), "\n");
    writeFileSync(path.join(folder, "bytes.md"), new Uint8Array([0xff, 0xfe, 0x00]));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("prints answers of several files, the likeliest first, and where they stand", async () => {
    const { output, errors, exitCode } = await run(["answer", "npm ci|runs|then wait", "b.md", "a.md"]);
    assert.equal(output, "a.md:3:12  90.0 %  npm ci\nb.md:1:8  45.0 %  runs\na.md:3:21  30.0 %  then wait\n");
    assert.match(errors, /^read 2 files in 2 windows, computed in float32, no answer 12\.5 %/);
    assert.equal(exitCode, 0);
  });

  it("prints JSON with places in the file, markup between their ends included", async () => {
    const { output } = await run(["answer", "then wait", "a.md", "--json"]);
    const start = PAGE.indexOf("then");
    const place = { file: "a.md", start, end: PAGE.indexOf("**.\n"), line: 3, column: 21 };
    assert.deepEqual(JSON.parse(output), {
      answers: [{ ...place, text: "then wait", probability: 0.9 }],
      none: 0.125,
      precision: "fp32",
    });
  });

  it("says that there is no answer where that is likelier than the best", async () => {
    const { output } = await run(["answer", "zz|qq|runs", "b.md"]);
    assert.equal(output, "no answer  75.0 %\nb.md:1:8  30.0 %  runs\n");
  });

  it("takes as many answers as --top says, of all files together", async () => {
    const { output } = await run(["answer", "npm ci|runs", "a.md", "b.md", "--top", "1"]);
    assert.equal(output, "a.md:3:12  90.0 %  npm ci\n");
  });

  it("reads standard input", async () => {
    assert.equal((await run(["answer", "runs"], OTHER)).output, "-:1:8  90.0 %  runs\n");
  });

  it("prints the labels of words, and where they stand", async () => {
    const { output, errors } = await run(["tag", "a.md", "b.md"]);
    assert.equal(output, "a.md:3:12  TOOL  50.0 %  npm ci\nb.md:1:1  TOOL  50.0 %  Nobody\n");
    assert.match(errors, /^2 tags in 2 files, computed in float32/);
    const { tags } = JSON.parse((await run(["tag", "b.md", "--json"])).output) as { tags: unknown[] };
    const place = { file: "b.md", start: 0, end: 6, line: 1, column: 1 };
    assert.deepEqual(tags, [{ ...place, label: "TOOL", text: "Nobody", probability: 0.5 }]);
  });

  it("says of a file that it has no prose, and goes on", async () => {
    const { output, errors, exitCode } = await run(["tag", "empty.md", "b.md"]);
    assert.match(errors, /empty\.md: there is no prose in it/);
    assert.match(output, /Nobody/);
    assert.equal(exitCode, 0);
  });

  it("answers that there is no answer where no file has prose, and asks nothing", async () => {
    const { output, requests } = await run(["answer", "who?", "empty.md"]);
    assert.equal(output, "no answer  100 %\n");
    assert.equal(requests.length, 0);
  });

  it("says nothing of answers where no file could be read", async () => {
    const { output, exitCode } = await run(["answer", "who?", "bytes.md"]);
    assert.deepEqual([output, exitCode], ["", 2]);
    assert.deepEqual(JSON.parse((await run(["answer", "who?", "bytes.md", "--json"])).output), { answers: [] });
  });

  it("says of a file that it is no text, goes on, and ends with an error", async () => {
    const { output, errors, exitCode } = await run(["answer", "runs", "bytes.md", "b.md"]);
    assert.match(errors, /bytes\.md: .*UTF-8/);
    assert.match(output, /runs/);
    assert.equal(exitCode, 2);
  });

  for (const { name, words, says } of [
    { name: "an empty question", words: ["answer", " ", "a.md"], says: /the question is empty/ },
    { name: "no file and no input", words: ["answer", "who?"], says: /no file: name one/ },
    { name: "a --top that is no number", words: ["answer", "who?", "a.md", "--top", "x"], says: /--top is "x"/ },
    { name: "a file that is not there", words: ["tag", "none.md"], says: /none\.md/ },
  ]) {
    it(`refuses ${name}`, async () => {
      const { errors, exitCode } = await run(words);
      assert.match(errors, says);
      assert.equal(exitCode, 2);
    });
  }
});

describe("cloze label and cloze pair --task labels", () => {
  const answer = () => ({
    labels: [
      { label: "entailment", probability: 0.75 },
      { label: "neutral", probability: 0.25 },
    ],
    several: false,
    precision: "fp32",
  });

  it("print the labels of two texts, by the same request", async () => {
    const words = ["A man sleeps.", "--pair", "A man rests."];
    const [label, pair] = [
      await runFake(["label", ...words], { answer }),
      await runFake(["pair", ...words, "--task", "labels"], { answer }),
    ];
    assert.match(label.output, /^entailment {2}75\.0 %\nneutral {5}25\.0 %\n/);
    assert.equal(pair.output, label.output);
    assert.deepEqual(
      [label, pair].map(({ requests }) => requests.map(({ kind }) => kind)),
      [["label"], ["label"]],
    );
  });

  it("print a number where the model was taught numbers", async () => {
    const value = () => ({ labels: [], values: [{ label: "score", value: 0.5 }], several: false, precision: "fp32" });
    const { output } = await runFake(["label", "a", "--pair", "b", "--json"], { answer: value });
    assert.deepEqual(JSON.parse(output), { values: [{ label: "score", value: 0.5 }], precision: "fp32" });
  });

  it("say that labels need not sum to 1 where several may hold", async () => {
    const { output } = await runFake(["label", "a"], { answer: () => ({ ...answer(), several: true }) });
    assert.match(output, /do not sum to 100 %/);
  });

  it("refuses another task, and a pair without a second text", async () => {
    for (const [words, says] of [
      [["pair", "a", "--pair", "b", "--task", "x"], /Allowed choices are next, labels/],
      [["pair", "a", "--task", "labels"], /no second text/],
    ] as const) {
      const { errors, exitCode } = await runFake(words, { answer });
      assert.match(errors, says);
      assert.equal(exitCode, 2);
    }
  });
});

describe("cloze pairs", () => {
  const answer = ({ params }: Request) => drawPairs(params as Requests["pairs"]["params"]);
  const run = (words: readonly string[], input: string) =>
    runFake(["pairs", "--seed", "7", "--count", "2", ...words], { answer, input });
  const THREE = "It rained. We stayed in. Nobody came.";

  it("prints P(next) of each pair, which were in a row, and how often the model was right", async () => {
    const { output, errors, exitCode } = await run([], THREE);
    assert.equal(
      output,
      [
        "-, seed 7",
        "",
        "✓ P(next) 75.0 %: B is the next sentence",
        "  A: It rained.",
        "  B: We stayed in.",
        "",
        "✗ P(next) 50.0 %: B is not the next sentence",
        "  A: We stayed in.",
        "  B: It rained.",
        "",
        "",
      ].join("\n"),
    );
    assert.match(errors, /^the model is right about 1 of 2 pairs, computed in float32/);
    assert.equal(exitCode, 0);
  });

  it("prints JSON, a line for each file", async () => {
    const [line = ""] = (await run(["--json"], THREE)).output.split("\n");
    assert.deepEqual(JSON.parse(line), {
      file: "-",
      seed: 7,
      pairs: [
        { a: "It rained.", b: "We stayed in.", follows: true, isNext: 0.75 },
        { a: "We stayed in.", b: "It rained.", follows: false, isNext: 0.5 },
      ],
      precision: "fp32",
    });
  });

  it("says that there are too few sentences, asks nothing, and ends with an error", async () => {
    const { errors, exitCode, requests } = await run([], "It rained. We stayed in.");
    assert.match(errors, /^cloze: -: has fewer than three different sentences, expected more/);
    assert.deepEqual([exitCode, requests.length], [2, 0]);
  });
});
