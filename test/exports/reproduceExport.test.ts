import assert from "node:assert/strict";
import type { EngineClient } from "../../src/engine/client/engineClient";
import type { ExportRecord } from "../../src/exports/exportRecord";
import type { ReadExport } from "../../src/exports/readExport";
import { reproduceExport } from "../../src/exports/reproduceExport";

const [OWN, OTHER] = ["0".repeat(64), "1".repeat(64)];

function makeRead(kind: string, answers: readonly unknown[], weights = OWN): ReadExport {
  const record: ExportRecord = {
    cloze: "0.1.0",
    view: "Links",
    settings: {},
    model: { name: "toy", weights, tokenizer: OWN },
    device: "CPU",
    precision: { answers: "fp32", looking: "fp32" },
    onnxruntime: "1.0.0",
    asked: [{ kind, params: { text: "a", model: "/another/folder" } }],
    again: "cloze reproduce FILE",
  };
  return { kind: "answers", record, answers };
}

/** Answers what it was asked, with the given numbers. */
function openEngine(answer: unknown) {
  const asked: unknown[] = [];
  const request = (kind: string, params: unknown) => {
    asked.push([kind, params]);
    const now = { name: "toy", weights: OWN, tokenizer: OWN, device: "CPU", runtime: "1.0.0" };
    return Promise.resolve(kind === "identify" ? { ...now, precision: "fp32", statesPrecision: "fp32" } : answer);
  };
  return { asked, engine: { request } as unknown as Pick<EngineClient, "request"> };
}

describe("reproduceExport", () => {
  it("reads no second model that a file names", async () => {
    const { asked, engine } = openEngine({});
    const { record, ...read } = makeRead("compare", []) as Extract<ReadExport, { readonly kind: "answers" }>;
    const params = { text: "a", other: { model: "/elsewhere" } };
    const other = { ...read, record: { ...record, asked: [{ kind: "compare", params }] } };
    await assert.rejects(reproduceExport(engine, "/own", other), { code: "bad-file", message: /another model/ });
    assert.ok(!asked.some((each) => (each as [string])[0] === "compare"));
  });

  it("asks the same of the model that it is given, whatever folder the file names", async () => {
    const { asked, engine } = openEngine({ embedding: Float32Array.of(1, 2) });
    const found = await reproduceExport(engine, "/own", makeRead("embed", [{ embedding: [1, 2] }]));
    assert.deepEqual(asked, [
      ["identify", { model: "/own" }],
      ["embed", { text: "a", model: "/own" }],
    ]);
    assert.deepEqual(found.comparison, { numbers: 2, largest: 0 });
  });

  it("names what is not the same", async () => {
    const { engine } = openEngine({ embedding: [1, 2.5] });
    const { comparison } = await reproduceExport(engine, "/own", makeRead("embed", [{ embedding: [1, 2] }]));
    assert.deepEqual(comparison?.first, { place: "[0].embedding[1]", found: "2.5", expected: "2" });
  });

  it("computes nothing with another model", async () => {
    const { asked, engine } = openEngine({});
    const found = await reproduceExport(engine, "/own", makeRead("embed", [{}], OTHER));
    assert.deepEqual([found.isSameModel, found.comparison, asked.length], [false, undefined, 1]);
  });

  for (const kind of ["unload", "train", "nearest", "reword", "toString", "__proto__"]) {
    it(`asks nothing for a file that asks ${kind}`, async () => {
      const { asked, engine } = openEngine({});
      await assert.rejects(reproduceExport(engine, "/own", makeRead(kind, [{}])), { code: "bad-file" });
      assert.deepEqual(asked, []);
    });
  }
});
