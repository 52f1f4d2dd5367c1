import assert from "node:assert/strict";
import { AnswerCache } from "../../../src/engine/answers/kept/answerCache";
import { scoreTonesAgain } from "../../../src/engine/answers/scoreTonesAgain";
import type { Work } from "../../../src/engine/steps/work";
import type { ToneReading } from "../../../src/tasks/tone/toneReading";
import { createFakeModel } from "../../tasks/fakeModel";

/** Logits of negative, by the words of a text. */
function createStored() {
  const count = (pieces: readonly string[], word: string) => pieces.filter((piece) => piece === word).length;
  const model = createFakeModel({
    words: ["good", "bad", "calm"],
    labels: ["negative", "neutral", "positive"],
    classifier: (pieces) => [count(pieces, "bad"), 3 * count(pieces, "calm"), count(pieces, "good")],
  });
  return { model, stored: { model: { ...model, dispose: () => undefined }, tones: new AnswerCache<ToneReading>() } };
}

describe("scoreTonesAgain", () => {
  const reports: (readonly [number, number])[] = [];
  const work: Work = { turn: () => Promise.resolve(), report: (done, total) => void reports.push([done, total]) };

  it("gives the mean of all readings of what seems negative, and leaves others as they are", async () => {
    const { model, stored } = createStored();
    const sentences = ["bad bad bad", "good good bad", "bad bad bad"];
    const alone = await scoreTonesAgain(stored, { sentences }, work);
    const [framed] = await scoreTonesAgain(stored, { sentences: ["calm bad bad bad"] }, work);
    const runs = model.requests.length;
    const found = await scoreTonesAgain(stored, { sentences, again: ["calm {}"] }, work);
    assert.equal(model.requests.length, runs, "the same readings are known already");
    assert.deepEqual(found[1], alone[1]);
    assert.deepEqual(found[2], found[0]);
    const mean = (alone[0]!.scores.negative + framed!.scores.negative) / 2;
    assert.ok(Math.abs(found[0]!.scores.negative - mean) < 1e-9);
    const { negative, neutral, positive } = found[0]!.scores;
    assert.ok(Math.abs(negative + neutral + positive - 1) < 1e-6);
    assert.equal(found[0]!.label, negative > neutral ? "negative" : "neutral");
    assert.ok(
      reports.every(([done, total]) => done <= total),
      "progress counts sentences",
    );
  });

  it("takes a sentence as it is, signs that mean something to a search included", async () => {
    const { stored } = createStored();
    const [plain] = await scoreTonesAgain(stored, { sentences: ["bad bad $& bad"] }, work);
    const [twice] = await scoreTonesAgain(stored, { sentences: ["bad bad $& bad"], again: ["{}"] }, work);
    assert.deepEqual(twice, plain);
  });
});
