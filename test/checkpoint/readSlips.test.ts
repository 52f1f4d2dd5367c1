import assert from "node:assert/strict";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { reshape, without } from "./changeTensors";
import { type Change, createFolder, removeFolders } from "./checkpointFolder";
import { addSlips, createSlipFolder, SLIP_GOLDEN } from "./slipFolder";

describe("readSlips, through readCheckpoint", () => {
  after(removeFolders);

  const { actions } = SLIP_GOLDEN;
  const line = { slope: 1.5, middle: 0 };
  for (const { name, value, calibration } of [
    { name: "a list", value: actions, calibration: undefined },
    { name: "an object", value: { actions }, calibration: undefined },
    {
      name: "an object with a calibration",
      value: { actions, calibration: { slip: line, missing: { slope: 2, middle: -1 } } },
      calibration: { slip: line, missing: { slope: 2, middle: -1 } },
    },
  ]) {
    it(`reads the names of its rows from ${name}`, async () => {
      const checkpoint = await readCheckpoint(createSlipFolder({ config: { cloze_slips: value } }));
      assert.deepEqual(checkpoint.readouts.slips, { present: true });
      assert.deepEqual(checkpoint.slipActions, actions);
      assert.deepEqual(checkpoint.slipCalibration, calibration);
    });
  }

  const named = (cloze_slips: unknown): Change => ({ config: { cloze_slips } });
  const calibrated = (calibration: unknown) => named({ actions, calibration });
  for (const { name, change, reason } of [
    {
      name: "no names",
      change: named(undefined),
      reason: /config\.json: no cloze_slips, expected a name for each of the 5 rows/,
    },
    {
      name: "a text for names",
      change: named("keep"),
      reason: /config\.json: cloze_slips: found "keep", expected an object/,
    },
    {
      name: "numbers for names",
      change: named([1, 2, 3, 4, 5]),
      reason: /cloze_slips is .*1.*, expected a list of strings/,
    },
    {
      name: "an object without names",
      change: named({}),
      reason: /cloze_slips: actions is .*, expected a list of strings/,
    },
    {
      name: "too few names",
      change: named(["keep", "drop"]),
      reason: /cloze_slips has 2 names, expected 5 as slips\.weight/,
    },
    { name: "no name in the list", change: named([]), reason: /cloze_slips is .*, expected at least one name/ },
    {
      name: "a name twice",
      change: named(["keep", "a", "b", "c", "a"]),
      reason: /cloze_slips is .*, expected .* each once/,
    },
    {
      name: "a calibration that is a list",
      change: calibrated([]),
      reason: /calibration: found .*, expected an object/,
    },
    {
      name: "a kind that is a number",
      change: calibrated({ slip: 1 }),
      reason: /calibration: slip: found 1, expected an object/,
    },
    {
      name: "a slope that is a text",
      change: calibrated({ slip: { ...line, slope: "1" } }),
      reason: /config\.json: cloze_slips: calibration: slip: slope is "1", expected a finite number/,
    },
    {
      name: "no middle",
      change: calibrated({ slip: { slope: 1 } }),
      reason: /slip: middle is .*, expected a finite number/,
    },
    { name: "no weight", change: { tensors: without("slips.weight") }, reason: /no tensor slips\.weight/ },
    { name: "no bias", change: { tensors: without("slips.bias") }, reason: /no tensor slips\.bias/ },
    {
      name: "states of another size",
      change: { tensors: reshape("slips.weight", [5, 8, 4]) },
      reason: /"slips\.weight": shape \[5, 8, 4\], expected \[5, 32\]/,
    },
  ] satisfies { name: string; change: Change; reason: RegExp }[]) {
    it(`says why there is no such readout, and keeps the others: ${name}`, async () => {
      const { readouts, slipActions, slipCalibration, labels } = await readCheckpoint(createSlipFolder(change));
      assert.match(readouts.slips.present ? "present" : readouts.slips.reason, reason);
      assert.deepEqual([slipActions, slipCalibration], [[], undefined]);
      assert.ok(readouts.mlm.present && readouts.classifier.present && labels.length === 3);
    });
  }

  it("needs no readout for words too many where nothing is said of one", async () => {
    const { readouts } = await readCheckpoint(createFolder({ tensors: (all) => without("slips")(addSlips(all)) }));
    assert.deepEqual(readouts.slips, { present: false, reason: "the checkpoint has no tensor slips.weight" });
  });
});
