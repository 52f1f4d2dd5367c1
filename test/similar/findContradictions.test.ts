import assert from "node:assert/strict";
import type { EngineClient } from "../../src/engine/client/engineClient";
import type { Requests } from "../../src/engine/protocol/protocol";
import { findContradictions } from "../../src/similar/findContradictions";
import { FakeIndex } from "./fakeIndex";

const WAIT = "The server waits 30 seconds for the next request.";
const NEVER = "The server never waits for the next request.";
const AGAIN = "For the next request the server then waits 30 seconds.";
const OTHER = "Logs are written to the folder that the setting names.";
const PLACED = [WAIT, NEVER, AGAIN, OTHER].map((text, index) => ({
  file: "a.md",
  span: { start: 100 * index, end: 100 * index + text.length },
  text,
}));

/** A model that says of two sentences that they contradict each other if one has a "never", surer if it stands first. */
function createEngine(labels: readonly string[] = ["entailment", "contradiction", "neutral"]) {
  const index = new FakeIndex();
  const judged: string[] = [];
  const request = (kind: string, params: unknown, ...others: unknown[]) => {
    if (kind === "inspect") return Promise.resolve({ name: "m", labels, lacks: {} });
    if (kind !== "judge") return (index.request as (...asked: unknown[]) => Promise<unknown>)(kind, params, ...others);
    const { pairs } = params as Requests["judge"]["params"];
    judged.push(...pairs.map(({ text, pair }) => `${text} / ${pair}`));
    const rows = pairs.map(({ text, pair }) =>
      text.includes("never") ? [0.05, 0.9, 0.05] : pair.includes("never") ? [0.2, 0.5, 0.3] : [0.8, 0.1, 0.1],
    );
    return Promise.resolve({ labels, rows, isNumber: false, several: false, cut: 0, precision: "fp32" });
  };
  return { engine: { request } as unknown as Pick<EngineClient, "request">, judged };
}

describe("findContradictions", () => {
  it("judges alike sentences of one document both ways round, neighbours too, and gives the surest first", async () => {
    const { engine, judged } = createEngine();
    const asked = { model: "m", similarModel: "s", texts: PLACED, most: 10, least: 0.4 };
    const { pairs, judged: count, more } = await findContradictions(engine, asked);
    assert.deepEqual(
      pairs.map(({ a, b, there, back, probability }) => [a.text, b.text, there, back, probability]),
      [
        [WAIT, NEVER, 0.5, 0.9, 0.7],
        [NEVER, AGAIN, 0.9, 0.5, 0.7],
      ],
    );
    assert.deepEqual([count, more, judged.length], [3, 0, 6]);
    assert.ok(judged.includes(`${WAIT} / ${NEVER}`) && judged.includes(`${NEVER} / ${WAIT}`));
  });

  it("judges no more than were asked for, and says how many it left", async () => {
    const { engine, judged } = createEngine();
    const asked = { model: "m", similarModel: "s", texts: PLACED, most: 1, least: 0.4 };
    const { judged: count, more } = await findContradictions(engine, asked);
    assert.deepEqual([count, more, judged.length], [1, 2, 2]);
  });

  it("refuses a model without a label for contradictions, before anything is compared", () => {
    const { engine, judged } = createEngine(["positive", "negative"]);
    const asked = { model: "m", similarModel: "s", texts: PLACED, most: 1 };
    assert.deepEqual(judged, []);
    return assert.rejects(findContradictions(engine, asked), {
      code: "no-readout",
      message: /model "m" tells no contradictions: its labels are positive, negative\. Expected one/,
    });
  });
});
