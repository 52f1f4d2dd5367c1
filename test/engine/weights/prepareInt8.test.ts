import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { prepareInt8 } from "../../../src/engine/weights/prepareInt8";
import { checkStart } from "../../../src/graph/int8/checkStart";
import { ModelError } from "../../../src/tasks/model/model";
import { TINY_BERT } from "../../checkpoint/checkpointFolder";

describe("prepared int8 weights", () => {
  let cacheFolder: string;
  let checkpoint: Checkpoint;
  let sound: Buffer;
  const findFile = (): string =>
    path.join(
      cacheFolder,
      readdirSync(cacheFolder).find((name) => name.endsWith(".safetensors"))!,
    );
  beforeEach(async () => {
    cacheFolder = mkdtempSync(path.join(tmpdir(), "cloze-cache-"));
    checkpoint = await readCheckpoint(TINY_BERT);
    await prepareInt8(checkpoint, { cacheFolder, matrixType: "narrow" });
    sound = readFileSync(findFile());
  });
  afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }));

  for (const { name, isDamaged, expected } of [
    { name: "are put to use while they are being checked", isDamaged: false, expected: ["first"] },
    {
      name: "answer nobody when they prove damaged meanwhile, and are made again",
      isDamaged: true,
      expected: ["first", "first disposed", "second"],
    },
  ]) {
    it(name, async () => {
      const content = Buffer.from(sound);
      if (isDamaged) content[content.length - 1000]! ^= 1;
      writeFileSync(findFile(), content);
      const events: string[] = [];
      const opening = new EventEmitter();
      const check = async (file: string, length: number): Promise<Uint8Array> => {
        if (events.length === 0) await once(opening, "begun");
        return checkStart(file, length);
      };
      const { openSession } = await prepareInt8(checkpoint, { cacheFolder, matrixType: "narrow", check });
      const names = ["first", "second"];
      const session = await openSession(() => {
        const opened = names.shift()!;
        events.push(opened);
        opening.emit("begun");
        return Promise.resolve({
          opened,
          dispose: () => {
            events.push(`${opened} disposed`);
            return Promise.resolve();
          },
        });
      });
      assert.equal(session.opened, expected.at(-1));
      assert.deepEqual(events, expected);
      assert.deepEqual(readFileSync(findFile()), sound);
    });
  }

  it("that prove damaged and cannot be made again are an error of each request", async () => {
    const check = () => Promise.resolve(Uint8Array.of(0, 0, 0, 0));
    const { openSession } = await prepareInt8(checkpoint, { cacheFolder, matrixType: "narrow", check });
    rmSync(cacheFolder, { recursive: true });
    let disposed = 0;
    for (const request of [1, 2]) {
      const session = openSession(() =>
        Promise.resolve({
          dispose: () => {
            disposed += 1;
            return Promise.resolve();
          },
        }),
      );
      await assert.rejects(session, (error) => error instanceof ModelError && error.message.includes(cacheFolder));
      assert.equal(disposed, request);
    }
  });
});
