import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnswerCache } from "../../../../src/engine/answers/kept/answerCache";
import { type AnswerLogOptions, openAnswerLog } from "../../../../src/engine/answers/kept/answerLog";
import { countRecordBytes } from "../../../../src/engine/answers/kept/answerRecord";
import { buildToneRecord } from "../../../../src/engine/answers/kept/toneRecord";
import type { ToneReading } from "../../../../src/tasks/tone/toneReading";

const tone = (negative: number): ToneReading => ({ windows: 1, probabilities: [negative, 1 - negative] });

describe("AnswerCache", () => {
  it("finds sentences that were added, and no others", () => {
    const cache = new AnswerCache<ToneReading>();
    cache.add("a", tone(0.1));
    assert.deepEqual(cache.find("a"), tone(0.1));
    assert.equal(cache.find("A"), undefined);
  });

  it("tells apart sentences that differ in half a character", () => {
    const cache = new AnswerCache<ToneReading>();
    cache.add("\ud83d", tone(0.1));
    assert.equal(cache.find("\ud83e"), undefined);
    assert.equal(cache.find("\ufffd"), undefined);
  });

  it("drops the least recently used sentence when it is full", () => {
    const cache = new AnswerCache<ToneReading>({ most: 3 });
    for (const [i, name] of ["a", "b", "c"].entries()) cache.add(name, tone(i / 10));
    cache.find("a");
    cache.add("d", tone(0.5));
    assert.deepEqual(
      ["a", "b", "c", "d"].map((name) => cache.find(name) !== undefined),
      [true, false, true, true],
    );
  });

  it("counts a sentence that is added again once", () => {
    const cache = new AnswerCache<ToneReading>({ most: 2 });
    cache.add("b", tone(0));
    for (let i = 0; i < 10; i++) cache.add("a", tone(i / 10));
    assert.deepEqual([cache.find("a"), cache.find("b")], [tone(0.9), tone(0)]);
  });
});

describe("AnswerCache with a file", () => {
  const reading = (i: number): ToneReading => ({
    windows: 1 + (i % 3),
    probabilities: [1 / (i + 2), Math.PI * i, 0.1],
  });
  let folder: string;
  const create = (more: Partial<AnswerLogOptions<ToneReading>> = {}) =>
    new AnswerCache<ToneReading>({
      openLog: () => openAnswerLog({ folder, identity: "a", form: buildToneRecord(3), ...more }),
    });
  const find = async (sentence: string) => {
    const cache = create();
    await cache.open();
    return cache.find(sentence);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-log-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("finds in a later run what was added in an earlier one", async () => {
    const cache = create();
    await cache.open();
    for (let i = 0; i < 100; i++) cache.add(`Sentence ${i}.`, reading(i));
    await cache.close();
    for (let i = 0; i < 100; i++) assert.deepEqual(await find(`Sentence ${i}.`), reading(i));
    assert.equal(await find("Sentence 100."), undefined);
  });

  for (const { name, prepare } of [
    { name: "is a file", prepare: () => writeFileSync(join(folder, "cache"), "") },
    {
      name: "has a folder in place of the secret",
      prepare: () => mkdirSync(join(folder, "cache", "tones.secret"), { recursive: true }),
    },
  ]) {
    it(`works in memory if the cache folder ${name}`, async () => {
      prepare();
      const cache = create({ folder: join(folder, "cache") });
      await cache.open();
      cache.add("a", reading(1));
      assert.deepEqual(cache.find("a"), reading(1));
      await cache.close();
    });
  }

  it("works in memory if the file cannot be read or written", async () => {
    const first = create();
    await first.open();
    first.add("a", reading(1));
    await first.close();
    const file = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith(".tones"))!,
    );
    first.add("b", reading(2));
    rmSync(file);
    mkdirSync(file);
    await first.close();
    const cache = create();
    await cache.open();
    cache.add("c", reading(3));
    await cache.close();
    assert.deepEqual(cache.find("c"), reading(3));
  });

  it("finds what another process added after a record that was cut short", async () => {
    const first = create();
    await first.open();
    first.add("a", reading(1));
    await first.close();
    const file = join(
      folder,
      readdirSync(folder).find((name) => name.endsWith(".tones"))!,
    );
    appendFileSync(file, readFileSync(file).subarray(0, 20));
    const second = create();
    await second.open();
    second.add("b", reading(2));
    await second.close();
    assert.deepEqual([await find("a"), await find("b")], [reading(1), reading(2)]);
    assert.equal(statSync(file).size, 2 * countRecordBytes(buildToneRecord(3)));
  });
});
