import assert from "node:assert/strict";
import { splitFolds } from "../../../src/ownTone/regression/splitFolds";

const number = (count: number, label: number) => Array.from({ length: count }, () => label);
const name = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `text ${from + i}`);

describe("splitFolds", () => {
  it("gives each part its share of every label, to within one row", () => {
    const labels = Int32Array.from([...number(63, 0), ...number(22, 1), ...number(11, 2)]);
    const folds = splitFolds(name(96), labels);
    assert.equal(folds?.count, 5);
    for (let fold = 0; fold < 5; fold += 1) {
      const count = (label: number) => labels.filter((each, row) => each === label && folds.of[row] === fold).length;
      for (const [label, all] of [63, 22, 11].entries()) {
        assert.ok(Math.abs(count(label) - all / 5) < 1, `label ${label} in fold ${fold}: ${count(label)}`);
      }
      const size = folds.of.filter((each) => each === fold).length;
      assert.ok(Math.abs(size - 96 / 5) < 1, `fold ${fold}: ${size}`);
    }
  });

  it("splits the same rows in the same way each time, and not in their order", () => {
    const labels = Int32Array.from([...number(30, 0), ...number(30, 1)]);
    const [first, second] = [splitFolds(name(60), labels), splitFolds(name(60), labels)];
    assert.deepEqual(first, second);
    assert.notDeepEqual(
      Array.from(first?.of ?? []),
      Array.from({ length: 60 }, (_, row) => row % 5),
    );
  });

  it("keeps rows of one text together", () => {
    const texts = [...name(20), ...name(20)];
    const folds = splitFolds(
      texts,
      Int32Array.from([...number(10, 0), ...number(10, 1), ...number(10, 0), ...number(10, 1)]),
    );
    for (let row = 0; row < 20; row += 1) assert.equal(folds?.of[row], folds?.of[row + 20]);
  });

  for (const { what, texts, labels, count } of [
    { what: "two texts of a label make two parts", texts: name(6), labels: [0, 0, 0, 0, 1, 1], count: 2 },
    { what: "one text of a label makes none", texts: name(5), labels: [0, 0, 0, 0, 1], count: undefined },
    {
      what: "one text that stands twice makes none",
      texts: ["a", "b", "c", "c"],
      labels: [0, 0, 1, 1],
      count: undefined,
    },
    {
      what: "a label whose texts all have another one too makes none",
      texts: ["a", "b", "a", "b"],
      labels: [0, 0, 1, 1],
      count: undefined,
    },
  ]) {
    it(what, () => assert.equal(splitFolds(texts, Int32Array.from(labels))?.count, count));
  }
});
