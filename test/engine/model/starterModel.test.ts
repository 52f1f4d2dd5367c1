import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { skipBecause } from "../../harness/skipBecause";

const STARTER = join(import.meta.dirname, "..", "..", "..", "..", "shared", "starter-model");

/**
 * These tests have no namesake: they compare everything between a text and an answer with what PyTorch computed for a
 * real model. PyTorch's figures are rounded to six decimals, from float32 arithmetic on float16 weights.
 */
const TOLERANCE = 1e-4;

interface Expected {
  readonly pretrained: readonly {
    readonly text: string;
    readonly pair: string | null;
    readonly ids: readonly number[];
    readonly segments: readonly number[];
    readonly nsp_logits: readonly number[];
    readonly last_hidden_cls_first8: readonly number[];
    readonly hidden_layer2_last_token_first8: readonly number[];
    readonly attention_layer0_head1_row0: readonly number[];
    readonly attention_layer3_head3_row1: readonly number[];
    readonly masks: readonly {
      readonly position: number;
      readonly top5: readonly { readonly token: string; readonly id: number; readonly probability: number }[];
      readonly logits_first8: readonly number[];
    }[];
  }[];
  readonly tone: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly probabilities: readonly number[];
  }[];
}

function assertNear(found: Float32Array, expected: readonly number[], what: string): void {
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs(found[index]! - value) <= TOLERANCE, `${what}: ${found[index]} at ${index}, expected ${value}`);
  }
}

function softmax(logits: Float32Array): Float32Array {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function readExpected(context: Mocha.Context): Expected {
  const file = join(STARTER, "expected.json");
  if (!existsSync(file)) skipBecause(context, "../shared/starter-model is absent");
  return JSON.parse(readFileSync(file, "utf8")) as Expected;
}

describe("the starter model", () => {
  let expected: Expected;
  let model: OnnxModel | undefined;
  before(async function () {
    expected = readExpected(this);
    model = await createOnnxModel(join(STARTER, "pretrained"));
  });
  after(() => model?.dispose());

  it("cuts its texts into the ids that PyTorch was given", () => {
    for (const { text, pair, ids, segments } of expected.pretrained) {
      const { tokens } = pair === null ? model!.tokenizer.encode(text) : model!.tokenizer.encodePair(text, pair);
      assert.deepEqual(
        tokens.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(
        tokens.map(({ segment }) => segment),
        segments,
      );
    }
  });

  it("has PyTorch's hidden states, attention and next-sentence logits", async () => {
    for (const case_ of expected.pretrained) {
      const T = case_.ids.length;
      const { nsp, hidden, attention } = await model!.run({
        inputs: [case_],
        nsp: true,
        hidden: [2, 4],
        attention: [0, 3],
      });
      assertNear(nsp![0]!, case_.nsp_logits, "nsp");
      assertNear(hidden![0]![1]!, case_.last_hidden_cls_first8, "last layer");
      assertNear(hidden![0]![0]!.subarray((T - 1) * 256), case_.hidden_layer2_last_token_first8, "layer 2");
      assertNear(attention![0]![0]!.subarray(T * T), case_.attention_layer0_head1_row0, "attention 0");
      assertNear(attention![0]![1]!.subarray(3 * T * T + T), case_.attention_layer3_head3_row1, "attention 3");
    }
  });

  it("has PyTorch's fills", async () => {
    for (const case_ of expected.pretrained) {
      const { mlm } = await model!.run({
        inputs: [case_],
        mlm: case_.masks.map(({ position }) => ({ input: 0, position })),
      });
      for (const [index, { top5, logits_first8: logits }] of case_.masks.entries()) {
        assertNear(mlm![index]!, logits, "mlm");
        const probabilities = softmax(mlm![index]!);
        const best = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]!).slice(0, 5);
        assert.deepEqual(
          best,
          top5.map(({ id }) => id),
        );
        assertNear(
          probabilities
            .filter((_, id) => best.includes(id))
            .sort()
            .reverse(),
          top5.map((fill) => fill.probability),
          "fills",
        );
      }
    }
  });
});

describe("the starter model for tone", () => {
  let expected: Expected;
  let model: OnnxModel | undefined;
  before(async function () {
    expected = readExpected(this);
    model = await createOnnxModel(join(STARTER, "tone"));
  });
  after(() => model?.dispose());

  it("has PyTorch's probabilities", async () => {
    const inputs = expected.tone.map(({ ids }) => ({ ids, segments: ids.map(() => 0) }));
    const { classifier } = await model!.run({ inputs, classifier: true });
    for (const [index, { text, ids, probabilities }] of expected.tone.entries()) {
      assert.deepEqual(
        model!.tokenizer.encode(text).tokens.map(({ id }) => id),
        ids,
      );
      assertNear(softmax(classifier![index]!), probabilities, "tone");
    }
  });
});
