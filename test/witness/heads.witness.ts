import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineClient } from "../../src/engine/client/engineClient";
import type { Span } from "../../src/text/spans/span";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";

/** What `write_heads.py` wrote; it says how. Each list by the name of the folder of its checkpoint. */
interface Heads extends Readonly<Record<"question" | "question-distilbert", readonly QuestionCase[]>> {
  readonly tags: readonly TagCase[];
  readonly "tags-distilbert": readonly TagCase[];
  readonly pairs: readonly LabelCase[];
  readonly several: readonly LabelCase[];
  readonly alike: readonly LabelCase[];
  readonly "pairs-texts": readonly Omit<LabelCase, "pair">[];
  readonly "several-texts": readonly Omit<LabelCase, "pair">[];
}
interface QuestionCase {
  readonly question: string;
  readonly text: string;
  readonly windows: number;
  readonly none: number;
  readonly answers: readonly { readonly span: Span; readonly probability: number }[];
}
interface TagCase {
  readonly text: string;
  readonly tags: readonly { readonly span: Span; readonly label: string; readonly probability: number }[];
}
interface LabelCase {
  readonly text: string;
  readonly pair: string;
  readonly labels: Readonly<Record<string, number>>;
}

const folder = process.env["CLOZE_WITNESS"];
if (folder === undefined) throw new Error("CLOZE_WITNESS is not set: run these tests by npm run test:witness");
const HEADS = JSON.parse(readFileSync(join(folder, "heads.json"), "utf8")) as Heads;

const byPlace = (a: { readonly span: Span }, b: { readonly span: Span }) =>
  a.span.start - b.span.start || a.span.end - b.span.end;

describe("answers, tags and labels of seeded readouts", () => {
  let engine: EngineClient;
  before(() => {
    engine = openEngine();
  });
  after(() => engine.dispose());

  for (const name of ["question", "question-distilbert"] as const) {
    for (const { question, text, windows, none, answers } of HEADS[name]) {
      it(`${name}: a text of ${text.length} characters has the answers of transformers' pipeline`, async () => {
        const found = await engine.request("answer", {
          model: join(folder, name),
          question,
          text,
          top: answers.length,
        });
        assert.equal(found.read?.windows ?? 1, windows);
        assert.equal(found.precision, "fp32");
        const what = `${windows} windows`;
        assertWithin([found.none], [none], { kind: "P(no answer)", what });
        assertWithin(
          found.answers.map(({ probability }) => probability),
          answers.map(({ probability }) => probability),
          { kind: "probabilities of answers", what },
        );
        // Those that are equally likely may stand in either order.
        assert.deepEqual(
          [...found.answers].sort(byPlace).map(({ span }) => span),
          [...answers].sort(byPlace).map(({ span }) => span),
        );
      });
    }
  }

  it("have texts of one, two and three windows among them", () => {
    assert.deepEqual(new Set(HEADS.question.map(({ windows }) => windows)), new Set([1, 2, 3]));
  });

  for (const name of ["tags", "tags-distilbert"] as const) {
    for (const { text, tags } of HEADS[name]) {
      it(`${name}: a text of ${text.length} characters has the tags of transformers' pipeline`, async () => {
        const found = await engine.request("tag", { model: join(folder, name), texts: [text] });
        const [own = []] = found.tags;
        assert.deepEqual(
          own.map(({ span, label }) => ({ span, label })),
          tags.map(({ span, label }) => ({ span, label })),
        );
        assertWithin(
          own.map(({ probability }) => probability),
          tags.map(({ probability }) => probability),
          { kind: "probabilities of tags", what: `${text.length} characters` },
        );
      });
    }
  }

  for (const name of ["pairs", "several", "alike"] as const) {
    for (const { text, pair, labels } of HEADS[name]) {
      it(`${name}: two texts have the labels of transformers' pipeline: ${text}`, async () => {
        const found = await engine.request("label", { model: join(folder, name), text, pair });
        assert.equal(found.several, name === "several");
        const scores = new Map([
          ...found.labels.map(({ label, probability }) => [label, probability] as const),
          ...(found.values ?? []).map(({ label, value }) => [label, value] as const),
        ]);
        assert.deepEqual(new Set(scores.keys()), new Set(Object.keys(labels)));
        assertWithin(
          Object.keys(labels).map((label) => scores.get(label) ?? NaN),
          Object.values(labels),
          { kind: "labels of pairs", what: name },
        );
        const judged = await engine.request("judge", { model: join(folder, name), pairs: [{ text, pair }] });
        assertWithin(
          judged.rows[0],
          judged.labels.map((label) => labels[label] ?? NaN),
          { kind: "judgements of pairs", what: name },
        );
      });
    }
  }

  for (const name of ["pairs", "several"] as const) {
    it(`${name}: texts of up to 512 tokens have the labels of transformers' pipeline, all at once and one by one`, async () => {
      const model = join(folder, name);
      const cases = HEADS[`${name}-texts`];
      const all = await engine.request("labels", { model, sentences: cases.map(({ text }) => text) });
      for (const [index, { text, labels }] of cases.entries()) {
        const what = `${name}, ${text.length} characters`;
        const { scores } = all[index]!;
        assert.deepEqual(new Set(Object.keys(scores)), new Set(Object.keys(labels)));
        const own = Object.keys(labels).map((label) => scores[label]!);
        assertWithin(own, Object.values(labels), { kind: "labels of texts", what });
        const sum = own.reduce((total, value) => total + value, 0);
        assert.equal(Math.abs(sum - 1) < 1e-6, name === "pairs", `${what}: the probabilities sum to ${sum}`);
        const one = await engine.request("label", { model, text });
        assert.equal(one.read, undefined, what);
        const single = new Map(one.labels.map(({ label, probability }) => [label, probability]));
        assertWithin(
          Object.keys(labels).map((label) => single.get(label) ?? NaN),
          Object.values(labels),
          { kind: "labels of a text", what },
        );
      }
    });
  }
});
