import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnswerCache } from "../../../../src/engine/answers/kept/answerCache";
import { type AnswerLog, type AnswerLogOptions, openAnswerLog } from "../../../../src/engine/answers/kept/answerLog";
import { countRecordBytes } from "../../../../src/engine/answers/kept/answerRecord";
import { buildToneRecord } from "../../../../src/engine/answers/kept/toneRecord";
import type { ToneReading } from "../../../../src/tasks/tone/toneReading";

const FORM = buildToneRecord(3);
const RECORD = countRecordBytes(FORM);
const MODULE = join(import.meta.dirname, "../../../../src/engine/answers/kept");

const key = (i: number) => `key ${i}`.padEnd(16, ".");
const reading = (i: number): ToneReading => ({ windows: 1 + (i % 3), probabilities: [1 / (i + 2), Math.PI * i, 0.1] });
const entries = (from: number, to: number) =>
  new Map(Array.from({ length: to - from }, (_, i) => [key(from + i), reading(from + i)]));

/** Answers by key, those given last at the end. */
async function readAll(log: AnswerLog<ToneReading>): Promise<Map<string, ToneReading>> {
  const answers = new Map<string, ToneReading>();
  for await (const [name, answer] of log.read()) {
    answers.delete(name);
    answers.set(name, answer);
  }
  return answers;
}

describe("AnswerLog", () => {
  let folder: string;
  const open = (more: Partial<AnswerLogOptions<ToneReading>> = {}) =>
    openAnswerLog({ folder, identity: "a", form: FORM, ...more });
  const listFiles = () => readdirSync(folder).filter((name) => name.endsWith(".tones"));
  const findFile = () => join(folder, listFiles()[0]!);
  /** Writes readings 0, 1 and 2. @returns The bytes of the file. */
  const writeThree = async () => {
    await (await open()).add(entries(0, 3));
    return readFileSync(findFile());
  };

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "cloze-log-")), "made", "by", "it");
  });
  afterEach(() => rmSync(join(folder, "..", "..", ".."), { recursive: true }));

  it("is empty at first, and keeps every bit of each reading", async () => {
    const log = await open();
    assert.deepEqual(await readAll(log), new Map());
    await log.add(entries(0, 10));
    await log.add(entries(10, 20));
    assert.deepEqual(await readAll(await open()), entries(0, 20));
  });

  it("keeps the last reading of a sentence, at the place of the last", async () => {
    const log = await open();
    await log.add(entries(0, 3));
    await log.add(new Map([[key(0), reading(9)]]));
    assert.deepEqual([...(await readAll(log))], [...[1, 2].map((i) => [key(i), reading(i)]), [key(0), reading(9)]]);
  });

  it("has a separate file and separate hashes for each identity", async () => {
    const [a, b] = [await open(), await open({ identity: "b" })];
    await a.add(entries(0, 3));
    assert.deepEqual(await readAll(b), new Map());
    assert.notDeepEqual(a.secret, b.secret);
  });

  it("uses the same hashes in one folder, and others in another", async () => {
    const [here, again] = [await open(), await open()];
    const elsewhere = await open({ folder: join(folder, "elsewhere") });
    assert.deepEqual(here.secret, again.secret);
    assert.notDeepEqual(here.secret, elsewhere.secret);
  });

  it("uses one secret however many are opened at once in a new folder", async () => {
    const opened = await Promise.all(Array.from({ length: 12 }, () => open()));
    assert.equal(new Set([...opened, await open()].map(({ secret }) => secret.toString("hex"))).size, 1);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });

  it("can be read by this user only", async function () {
    if (process.platform === "win32") this.skip();
    await writeThree();
    for (const name of readdirSync(folder)) assert.equal(statSync(join(folder, name)).mode & 0o077, 0);
  });

  it("holds neither sentences nor words", async () => {
    const cache = new AnswerCache<ToneReading>({ openLog: open });
    await cache.open();
    cache.add("Secretum", reading(0));
    await cache.close();
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      for (const encoding of ["utf8", "utf16le", "base64"] as const) {
        assert.equal(bytes.indexOf(Buffer.from("Secretum").toString(encoding)), -1);
      }
      assert.equal(bytes.indexOf("Secretum", 0, "utf16le"), -1);
    }
  });

  it("loses only what is missing when the file is cut at any byte, and is whole again with the next reading", async () => {
    const whole = await writeThree();
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(findFile(), whole.subarray(0, length));
      const log = await open();
      const left = entries(0, Math.floor(length / RECORD));
      assert.deepEqual(await readAll(log), left, `${length} bytes`);
      await log.add(entries(5, 6));
      assert.deepEqual(await readAll(log), new Map([...left, ...entries(5, 6)]), `${length} bytes`);
      assert.equal(statSync(findFile()).size % RECORD, 0);
    }
  });

  it("loses only what is missing when the file is cut at any byte and another process adds to it", async () => {
    const whole = await writeThree();
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(findFile(), Buffer.concat([whole.subarray(0, length), whole]));
      assert.deepEqual(await readAll(await open()), entries(0, 3), `${length} bytes`);
    }
  });

  it("gives no wrong reading and loses at most one when any byte is changed", async () => {
    const whole = await writeThree();
    for (let at = 0; at < whole.length; at++) {
      for (const bits of [0x01, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at]! ^= bits;
        writeFileSync(findFile(), changed);
        const left = entries(0, 3);
        left.delete(key(Math.floor(at / RECORD)));
        assert.deepEqual(await readAll(await open()), left, `byte ${at}`);
      }
    }
  });

  for (const { name, bytes } of [
    { name: "nothing", bytes: Buffer.alloc(0) },
    { name: "zeros", bytes: Buffer.alloc(10_000) },
    { name: "marks", bytes: Buffer.from("tone".repeat(2500)) },
    { name: "text", bytes: Buffer.from("a file of something else\n".repeat(400)) },
  ]) {
    it(`takes a file of ${name} for empty, and rewrites it with the next reading`, async () => {
      await writeThree();
      writeFileSync(findFile(), bytes);
      const log = await open();
      assert.deepEqual(await readAll(log), new Map());
      await log.add(entries(0, 3));
      assert.equal(statSync(findFile()).size, 3 * RECORD);
    });
  }

  it("does not grow beyond twice its limit, and drops the oldest readings", async () => {
    const log = await open({ mostRecords: 10 });
    for (let i = 0; i < 55; i += 5) {
      await log.add(entries(i, i + 5));
      assert.ok(statSync(findFile()).size <= 20 * RECORD);
    }
    const kept = [...(await readAll(log)).keys()];
    assert.ok(kept.length >= 10);
    assert.deepEqual(
      kept,
      Array.from({ length: kept.length }, (_, i) => key(55 - kept.length + i)),
    );
  });

  it("leaves out what is damaged when it drops the oldest readings", async () => {
    const log = await open({ mostRecords: 10 });
    await log.add(entries(0, 20));
    const bytes = readFileSync(findFile());
    bytes[17 * RECORD + 8]! ^= 1;
    writeFileSync(findFile(), bytes);
    await log.add(entries(20, 21));
    const kept = [12, 13, 14, 15, 16, 18, 19, 20].map(key);
    assert.deepEqual([...(await readAll(log)).keys()].slice(-kept.length), kept);
  });

  it("reads only the end of a huge file", async () => {
    const whole = await writeThree();
    const log = await open({ mostRecords: 10 });
    writeFileSync(findFile(), Buffer.concat([Buffer.alloc(100_000), whole]));
    assert.deepEqual(await readAll(log), entries(0, 3));
    await log.add(entries(3, 4));
    assert.equal(statSync(findFile()).size, 4 * RECORD);
  });

  it("keeps the files of the eight models that were written to last", async () => {
    for (let i = 0; i < 10; i++) {
      const before = new Set(i === 0 ? [] : listFiles());
      await (await open({ identity: `model ${i}` })).add(entries(i, i + 1));
      const made = listFiles().find((name) => !before.has(name))!;
      utimesSync(join(folder, made), 1000 + i, 1000 + i);
    }
    assert.equal(listFiles().length, 8);
    assert.deepEqual(await readAll(await open({ identity: "model 1" })), new Map());
    assert.deepEqual(await readAll(await open({ identity: "model 2" })), entries(2, 3));
  });

  it("keeps what it reads after the folder was removed, and a later process finds it", async () => {
    const log = await open();
    await log.add(entries(0, 3));
    rmSync(folder, { recursive: true });
    await log.add(entries(3, 5));
    const later = await open();
    assert.deepEqual(later.secret, log.secret);
    assert.deepEqual(await readAll(later), entries(3, 5));
  });

  it("makes another secret if its own is damaged", async () => {
    await writeThree();
    writeFileSync(join(folder, "tones.secret"), "short");
    const log = await open();
    assert.deepEqual(await readAll(log), new Map());
    assert.deepEqual((await open()).secret, log.secret);
  });

  it("never gives a wrong reading when several processes add to the file and rewrite it at once", async () => {
    const script = `
      import { openAnswerLog } from ${JSON.stringify(join(MODULE, "answerLog.ts"))};
      import { buildToneRecord } from ${JSON.stringify(join(MODULE, "toneRecord.ts"))};
      const options = { folder: ${JSON.stringify(folder)}, identity: "a", form: buildToneRecord(3), mostRecords: 100 };
      const log = await openAnswerLog(options);
      for (let i = 0; i < 300; i++) {
        const number = Number(process.argv[1]) + i;
        const probabilities = [1 / (number + 2), Math.PI * number, 0.1];
        await log.add(new Map([["key " + number, { windows: 1 + (number % 3), probabilities }]].map(
          ([name, reading]) => [name.padEnd(16, "."), reading])));
      }`;
    await open();
    const codes = await Promise.all(
      [0, 1000, 2000].map(async (from) => {
        const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, String(from)]);
        return ((await once(child, "close")) as [number])[0];
      }),
    );
    assert.deepEqual(codes, [0, 0, 0]);
    const found = await readAll(await open({ mostRecords: 100 }));
    assert.ok(found.size >= 50, `${found.size} readings`);
    for (const [name, value] of found) assert.deepEqual(value, reading(Number(name.slice(4).replace(/\.+$/, ""))));
    assert.equal(listFiles().length, 1);
  });

  it("survives a writer that is killed", async () => {
    const script = `
      import { openAnswerLog } from ${JSON.stringify(join(MODULE, "answerLog.ts"))};
      import { buildToneRecord } from ${JSON.stringify(join(MODULE, "toneRecord.ts"))};
      const log = await openAnswerLog({ folder: ${JSON.stringify(folder)}, identity: "a", form: buildToneRecord(3), mostRecords: 40 });
      process.stdout.write("ready");
      for (let i = 0; ; i++) {
        const probabilities = [1 / (i + 2), Math.PI * i, 0.1];
        await log.add(new Map([[("key " + i).padEnd(16, "."), { windows: 1 + (i % 3), probabilities }]]));
        if (i === 100) process.stdout.write("many");
      }`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
    let printed = "";
    for await (const data of child.stdout) {
      printed += String(data);
      if (printed.endsWith("many")) break;
    }
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    const log = await open({ mostRecords: 40 });
    const found = await readAll(log);
    assert.ok(found.size >= 20, `${found.size} readings`);
    for (const [name, value] of found) assert.deepEqual(value, reading(Number(name.slice(4).replace(/\.+$/, ""))));
    await log.add(entries(7, 8));
    assert.deepEqual((await readAll(log)).get(key(7)), reading(7));
  });
});
