import assert from "node:assert/strict";
import { askRows } from "../../src/similar/askRows";
import { findAlike } from "../../src/similar/findAlike";
import { findRepetitions } from "../../src/similar/findRepetitions";
import type { PlacedText } from "../../src/similar/placedText";
import { FakeIndex } from "./fakeIndex";

const place = (text: string, file = "a.md", start = 0): PlacedText => ({
  file,
  span: { start, end: start + text.length },
  text,
});

const WAIT = "The server waits 30 seconds for the next request.";
const WAIT_LONGER = "The server waits 60 seconds for the next request.";
const WAIT_AGAIN = "For the next request the server then waits 30 seconds.";
const OTHER = "Logs are written to the folder that the setting names.";

/** Each in a file of its own. */
const spread = (texts: readonly string[]) => texts.map((text, index) => place(text, `${index}.md`));

describe("findRepetitions", () => {
  it("gives those first that disagree, and those apart that are the same word for word", async () => {
    const texts = [WAIT, OTHER, WAIT_LONGER, WAIT_AGAIN, "logs are written to the folder, that the setting names"];
    const found = await findRepetitions(new FakeIndex(), {
      model: "m",
      texts: spread(texts),
      least: 0.6,
      most: 10,
    });
    assert.deepEqual(
      found.pairs.map(({ a, b, differences }) => [a.text, b.text, differences]),
      [
        [WAIT, WAIT_LONGER, ["number"]],
        [WAIT_LONGER, WAIT_AGAIN, ["number"]],
        [WAIT, WAIT_AGAIN, []],
      ],
    );
    assert.deepEqual(
      found.identical.map((places) => places.map(({ text }) => text)),
      [[OTHER, texts[4]]],
    );
    assert.deepEqual([found.more, found.compared, found.by], [0, 4, "files"]);
  });

  it("says how many pairs it leaves out", async () => {
    const texts = spread([WAIT, WAIT_LONGER, WAIT_AGAIN]);
    const found = await findRepetitions(new FakeIndex(), { model: "m", texts, least: 0.6, most: 1 });
    assert.deepEqual([found.pairs.length, found.more], [1, 2]);
  });

  it("shows a pair that disagrees before more similar ones, however few are wanted", async () => {
    const alike = [
      "The lamp in the long hall goes out when the last door is closed.",
      "The lamp in the long hall goes out when the last door is shut.",
    ];
    const found = await findRepetitions(new FakeIndex(), {
      model: "m",
      texts: spread([...alike, WAIT, WAIT_LONGER]),
      least: 0.3,
      most: 1,
    });
    assert.deepEqual(
      found.pairs.map(({ a, b }) => [a.text, b.text]),
      [[WAIT, WAIT_LONGER]],
    );
    assert.ok(found.more > 0);
  });

  it("takes sentences of one list for one place, and finds the place that is further away", async () => {
    const between = Array.from({ length: 12 }, (_, i) => place(`${"abcdefghijklm"[i]}. Short.`));
    const near = [place(WAIT), place(WAIT_AGAIN), place(WAIT)];
    const asked = { model: "m", least: 0.6, most: 10 };
    const none = await findRepetitions(new FakeIndex(), { ...asked, texts: near });
    assert.deepEqual([none.pairs, none.identical], [[], []]);
    const far = await findRepetitions(new FakeIndex(), {
      ...asked,
      texts: [...near, ...between, place(WAIT_AGAIN, "a.md", 99)],
    });
    assert.deepEqual(
      far.pairs.map(({ a, b }) => [a.text, b.text, b.span.start]),
      [[WAIT, WAIT_AGAIN, 99]],
    );
    assert.deepEqual(
      far.identical.map((places) => places.map(({ span }) => span.start)),
      [[0, 99]],
    );
  });

  for (const { name, texts } of [
    { name: "headings", texts: spread([WAIT, WAIT_AGAIN]).map((text) => ({ ...text, kind: "heading" as const })) },
    { name: "short sentences", texts: spread(["See below.", "See the table below."]) },
    {
      name: "licences",
      texts: spread([
        "This program is licensed under the terms of the MIT license.",
        "The program is licensed under the terms of an MIT license.",
      ]),
    },
    {
      name: "lists of names",
      texts: spread(["a1 b2 c3 d4 e5 f6 1234 5678 9101 1121", "a1 b2 c3 d4 e5 f6 1234 5678 9101 1122"]),
    },
  ]) {
    it(`does not compare ${name}`, async () => {
      const found = await findRepetitions(new FakeIndex(), { model: "m", texts, least: 0.5, most: 10 });
      assert.deepEqual([found.pairs, found.identical, found.compared], [[], [], 0]);
    });
  }

  it("asks again when the engine was started anew meanwhile", async () => {
    const index = new FakeIndex();
    const request: FakeIndex["request"] = index.request.bind(index);
    let restarts = 0;
    index.request = (...asked: Parameters<typeof request>) => {
      if (asked[0] === "repeats" && restarts++ === 0) index.restart();
      return request(...asked);
    };
    const texts = spread([WAIT, WAIT_AGAIN]);
    const found = await findRepetitions(index, { model: "m", texts, least: 0.6, most: 10 });
    assert.equal(found.pairs.length, 1);
    assert.deepEqual(index.asked, ["index", "repeats", "index", "repeats"]);
  });
});

describe("findAlike", () => {
  it("gives the places of the best matches, best first", async () => {
    const texts = [place(OTHER), place(WAIT, "b.md", 7), place(WAIT_AGAIN)];
    const found = await findAlike(new FakeIndex(), { model: "m", text: WAIT_LONGER, texts, top: 2 });
    assert.deepEqual(
      found.matches.map(({ text }) => text),
      [WAIT, WAIT_AGAIN],
    );
    assert.deepEqual([found.matches[0]!.file, found.matches[0]!.span.start], ["b.md", 7]);
    assert.deepEqual([found.read, found.precision], [3, "fp32"]);
  });

  it("finds nothing in no sentences", async () => {
    const { matches } = await findAlike(new FakeIndex(), { model: "m", text: WAIT, texts: [], top: 2 });
    assert.deepEqual(matches, []);
  });
});

describe("askRows", () => {
  it("asks in parts, and adds up what they say", async () => {
    const index = new FakeIndex();
    const texts = Array.from({ length: 2100 }, (_, i) => `text ${i % 1500}`);
    const done: number[] = [];
    const { rows, read } = await askRows(index, "m", texts, { onProgress: (each) => void done.push(each) });
    assert.deepEqual(index.asked, ["index", "index", "index"]);
    assert.equal(read, 1500);
    assert.deepEqual([rows[0], rows[1500], rows[2099]], [0, 0, 599]);
    assert.deepEqual(done, [1000, 2000, 2100]);
  });

  it("begins again when the engine ends between two parts", async () => {
    const index = new FakeIndex();
    const request: FakeIndex["request"] = index.request.bind(index);
    index.request = (...asked: Parameters<typeof request>) => {
      if (index.asked.length === 1) index.restart();
      return request(...asked);
    };
    const texts = Array.from({ length: 1500 }, (_, i) => `text ${i}`);
    const { epoch, rows } = await askRows(index, "m", texts);
    assert.equal(epoch, "2");
    assert.deepEqual(new Set(rows).size, 1500);
  });
});
