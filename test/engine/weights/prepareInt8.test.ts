import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { prepareInt8 } from "../../../src/engine/weights/prepareInt8";
import { checkStart } from "../../../src/graph/int8/checkStart";
import { ModelError } from "../../../src/tasks/model/model";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { floatsOf } from "../../checkpoint/safetensorsFile";
import { drawInput } from "../model/drawInput";

describe("prepareInt8", () => {
  let cacheFolder: string;
  beforeEach(() => {
    cacheFolder = mkdtempSync(path.join(tmpdir(), "cloze-cache-"));
  });
  afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }));
  after(removeFolders);

  const listWeights = (cache = cacheFolder): readonly string[] =>
    readdirSync(cache).filter((name) => name.endsWith(".safetensors"));
  const findFile = (): string => path.join(cacheFolder, listWeights()[0]!);

  describe("while weights are being checked", () => {
    let checkpoint: Checkpoint;
    let sound: Buffer;
    beforeEach(async () => {
      checkpoint = await readCheckpoint(TINY_BERT);
      await prepareInt8(checkpoint, { cacheFolder, matrixType: "narrow" });
      sound = readFileSync(findFile());
    });

    for (const { name, isDamaged, expected } of [
      { name: "puts them to use", isDamaged: false, expected: ["first"] },
      {
        name: "answers nobody from weights that prove damaged, and makes them again",
        isDamaged: true,
        expected: ["first", "first disposed", "second"],
      },
    ]) {
      it(name, async () => {
        const content = Buffer.from(sound);
        if (isDamaged) flip(content, content.length - 1000);
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

    it("fails each request if they prove damaged and cannot be made again", async () => {
      const check = () => Promise.resolve(Uint8Array.of(0, 0, 0, 0));
      const { openSession } = await prepareInt8(checkpoint, { cacheFolder, matrixType: "narrow", check });
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
        // Only the first is opened while they are checked; they are known to be damaged from then on.
        assert.equal(disposed, 1, `request ${request}`);
      }
    });
  });

  async function answer(
    folder: string,
    { readout = "nsp", cache = cacheFolder }: { readout?: "nsp" | "classifier"; cache?: string } = {},
  ): Promise<readonly number[]> {
    const model = await createOnnxModel(folder, { precision: "int8", cacheFolder: cache });
    const output = await model.run({ inputs: [drawInput(1, 9)], [readout]: true });
    await model.dispose();
    return [...output[readout]![0]!];
  }

  it("writes the weights once, and nothing else", async () => {
    const first = await answer(TINY_BERT);
    assert.equal(listWeights().length, 1);
    const written = statSync(findFile()).ino;
    assert.deepEqual(await answer(TINY_BERT), first);
    assert.equal(statSync(findFile()).ino, written);
    assert.deepEqual(
      readdirSync(cacheFolder).filter((file) => !/^[0-9a-f]{64}\.(safetensors|hash|matrix)$/.test(file)),
      [],
    );
  });

  it("makes the cache folder if it is missing", async () => {
    const cache = path.join(cacheFolder, "a", "b");
    await answer(TINY_BERT, { cache });
    assert.equal(listWeights(cache).length, 1);
  });

  it("uses the same file for a copy of the checkpoint in another folder", async () => {
    await answer(TINY_BERT);
    await answer(createFolder());
    assert.equal(listWeights().length, 1);
  });

  it("makes another file for other weights in the same place and of the same size", async () => {
    const folder = createFolder();
    const before = await answer(folder);
    const weights = path.join(folder, "model.safetensors");
    const { ino } = statSync(weights);
    const changed = createFolder({
      tensors: (all) =>
        all.map((tensor) =>
          tensor.name === "cls.seq_relationship.bias"
            ? { ...tensor, bytes: new Uint8Array(floatsOf(tensor).map((value) => value + 1).buffer) }
            : tensor,
        ),
    });
    cpSync(path.join(changed, "model.safetensors"), weights);
    assert.equal(statSync(weights).ino, ino);
    const after = await answer(folder);
    assert.equal(listWeights().length, 2);
    assert.ok(Math.abs(after[0]! - before[0]! - 1) < 1e-5);
  });

  for (const { name, damage } of [
    { name: "is cut short", damage: (bytes: Buffer) => bytes.subarray(0, 5000) },
    { name: "is empty", damage: () => Buffer.alloc(0) },
    { name: "has one bit of its header changed", damage: (bytes: Buffer) => flip(bytes, 20) },
    { name: "has one bit of a weight changed", damage: (bytes: Buffer) => flip(bytes, bytes.length - 1000) },
  ]) {
    it(`makes the file again if it ${name}`, async () => {
      const first = await answer(TINY_BERT);
      const sound = readFileSync(findFile());
      writeFileSync(findFile(), damage(Buffer.from(sound)));
      assert.deepEqual(await answer(TINY_BERT), first);
      assert.deepEqual(readFileSync(findFile()), sound);
    });
  }

  it("removes what a killed process left, but not what a living one is writing", async () => {
    for (const name of ["old.tmp", "new.tmp"]) writeFileSync(path.join(cacheFolder, name), "half");
    const yesterday = Date.now() / 1000 - 86_400;
    utimesSync(path.join(cacheFolder, "old.tmp"), yesterday, yesterday);
    await answer(TINY_BERT);
    assert.ok(!existsSync(path.join(cacheFolder, "old.tmp")) && existsSync(path.join(cacheFolder, "new.tmp")));
  });

  it("removes weights that nobody used for two months, when it makes others", async () => {
    await answer(TINY_BERT);
    const [used = ""] = listWeights();
    const seasonAgo = Date.now() / 1000 - 61 * 86_400;
    for (const name of ["unused.safetensors", "unused.hash", "other.file"]) {
      writeFileSync(path.join(cacheFolder, name), "");
      utimesSync(path.join(cacheFolder, name), seasonAgo, seasonAgo);
    }
    utimesSync(path.join(cacheFolder, used), seasonAgo, seasonAgo);
    await answer(TINY_BERT);
    assert.ok(existsSync(path.join(cacheFolder, "unused.safetensors")), "nothing was made");
    await answer(TINY_DISTILBERT, { readout: "classifier" });
    const left = readdirSync(cacheFolder);
    assert.ok(!left.some((name) => name.startsWith("unused")) && left.includes("other.file"));
    assert.ok(left.includes(used), "its use was noted");
  });

  it("lets processes that make the same file at once share it", async () => {
    const script = `
      import { createOnnxModel } from ${JSON.stringify(path.join(import.meta.dirname, "../../../src/engine/model/onnxModel.ts"))};
      const options = { precision: "int8", cacheFolder: ${JSON.stringify(cacheFolder)} };
      const model = await createOnnxModel(${JSON.stringify(TINY_BERT)}, options);
      const { nsp } = await model.run({ inputs: [${JSON.stringify(drawInput(1, 9))}], nsp: true });
      process.stdout.write(JSON.stringify([...nsp[0]]));`;
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
        const printed: Buffer[] = [];
        child.stdout.on("data", (data: Buffer) => printed.push(data));
        const [status] = (await once(child, "close")) as [number];
        assert.equal(status, 0);
        return JSON.parse(Buffer.concat(printed).toString()) as readonly number[];
      }),
    );
    assert.deepEqual(
      answers,
      [1, 2, 3].map(() => answers[0]),
    );
    assert.deepEqual(await answer(TINY_BERT), answers[0]);
    const endings = readdirSync(cacheFolder).map((name) => path.extname(name));
    assert.deepEqual(endings.sort(), [".hash", ".matrix", ".safetensors"]);
  });
});

function flip(bytes: Buffer, index: number): Buffer {
  bytes[index]! ^= 1;
  return bytes;
}
