import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
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
import { extname, join } from "node:path";
import { buildProductCheck } from "../../src/graph/int8/buildProductCheck";
import { createOnnxModel, type OnnxModel, type OnnxModelOptions } from "../../src/engine/model/onnxModel";
import { selectCacheFolder } from "../../src/engine/cache/selectCacheFolder";
import { chooseMatrixType, detectMatrixType, multiplyExtremes } from "../../src/engine/devices/detectMatrixType";
import { rememberMatrixType } from "../../src/engine/devices/rememberMatrixType";
import { softmax } from "../../src/tasks/model/softmax";
import { ModelError, type ModelInput, type ModelRequest } from "../../src/tasks/model/model";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../checkpoint/checkpointFolder";
import { floatsOf } from "../checkpoint/safetensorsFile";
import { readGolden } from "../graph/golden";

const BUNDLED = join(import.meta.dirname, "..", "..", "models", "cloze-small");

/** Rounding to int8 moves logits and states, which here are of the order of 1, by less than a tenth, at worst twice that. */
const LOGIT_TOLERANCE = 0.25;
const ATTENTION_TOLERANCE = 0.05;

describe("int8", () => {
  const models: OnnxModel[] = [];
  const caches: string[] = [];
  const createCache = (): string => {
    const cache = mkdtempSync(join(tmpdir(), "cloze-cache-"));
    caches.push(cache);
    return cache;
  };
  let shared: string;
  const open = async (folder: string, options: OnnxModelOptions = {}): Promise<OnnxModel> => {
    const model = await createOnnxModel(folder, { precision: "int8", cacheFolder: shared, ...options });
    models.push(model);
    return model;
  };
  before(() => {
    shared = createCache();
  });
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
  });
  after(() => {
    for (const cache of caches) rmSync(cache, { recursive: true });
    removeFolders();
  });

  for (const { name, from, makeFolder } of [
    { name: "tiny-bert", from: "tiny-bert", makeFolder: () => TINY_BERT },
    { name: "tiny-distilbert", from: "tiny-distilbert", makeFolder: () => TINY_DISTILBERT },
    // What comes of an activation is quantised by how far down it goes.
    ...["relu", "silu", "gelu_new"].map((hidden_act) => ({
      name: `tiny-bert with ${hidden_act}`,
      from: "tiny-bert" as const,
      makeFolder: () => createFolder({ config: { hidden_act } }),
    })),
  ] as const) {
    it(`answers near fp32: every head, layer and map of ${name}`, async () => {
      const folder = makeFolder();
      const inputs = readGolden(from).cases;
      const mlm = inputs.flatMap(({ masks }, input) => masks.map((position) => ({ input, position })));
      const request = {
        inputs,
        mlm,
        nsp: from === "tiny-bert",
        classifier: true,
        hidden: [0, 1, 2, 3],
        attention: [2],
      };
      const exact = await (await open(folder, { precision: "fp32" })).run(request);
      const found = await (await open(folder)).run(request);
      assertNear(found.mlm!, exact.mlm!, LOGIT_TOLERANCE);
      assertNear(found.nsp ?? [], exact.nsp ?? [], LOGIT_TOLERANCE);
      assertNear(found.classifier!, exact.classifier!, LOGIT_TOLERANCE);
      assertNear(found.hidden!.flat(), exact.hidden!.flat(), LOGIT_TOLERANCE);
      assertNear(found.attention!.flat(), exact.attention!.flat(), ATTENTION_TOLERANCE);
    });
  }

  const draw = (seed: number, length: number): ModelInput => ({
    ids: Array.from({ length }, (_, index) => (index === 0 ? 2 : 5 + ((seed * 31 + index * index * 7) % 110))),
    segments: Array.from({ length }, (_, index) => (index > length / 2 ? 1 : 0)),
  });
  for (const { name, folder, threads } of [
    { name: "tiny BERT", folder: TINY_BERT, threads: 1 },
    { name: "bundled model", folder: BUNDLED, threads: 1 },
    { name: "bundled model on two threads", folder: BUNDLED, threads: 2 },
  ]) {
    it(`gives each sequence the answer it gets alone, bit for bit: ${name}`, async () => {
      const model = await open(folder, { threads });
      const inputs = [9, 5, 9, 9, 17, 5, 1, 9, 64, 64, 64, 17, 128, 128, 2, 2].map((length, seed) =>
        draw(seed, length),
      );
      const { has } = model.info;
      const ask = (asked: readonly ModelInput[]): ModelRequest => ({
        inputs: asked,
        ...(has.nsp && { nsp: true }),
        ...(has.classifier && { classifier: true }),
        ...(has.mlm && {
          mlm: asked.flatMap(({ ids }, input) =>
            Array.from({ length: ids.length % 3 }, (_, position) => ({ input, position })),
          ),
        }),
      });
      const together = await model.run(ask(inputs));
      let row = 0;
      for (const [index, input] of inputs.entries()) {
        const alone = await model.run(ask([input]));
        for (const head of ["nsp", "classifier"] as const) {
          assert.deepEqual(together[head]?.[index], alone[head]?.[0], `${head} of sequence ${index}`);
        }
        for (const logits of alone.mlm ?? []) assert.deepEqual(together.mlm![row++], logits, `sequence ${index}`);
      }
      assert.equal(row, together.mlm?.length ?? 0);
    });
  }

  it("agrees with fp32 on the bundled weights: first choice at 97 % of the words of a letter, and probabilities within 0.1", async () => {
    const fp32 = await open(BUNDLED, { precision: "fp32" });
    const int8 = await open(BUNDLED);
    const letter = readFileSync(join(import.meta.dirname, "..", "sample", "letter.txt"), "utf8");
    const { mask } = fp32.tokenizer.vocabulary.specials;
    // Each word in three contexts: a few of 80 words are near ties, and fall one way or the other with any change.
    const windows = [20, 40, 80].flatMap((maxTokens) => fp32.tokenizer.encodeWindows(letter, { maxTokens }));
    const places = windows.flatMap(({ tokens }) =>
      tokens.flatMap(({ word }, position) => {
        if (word === undefined) return [];
        const ids = tokens.map(({ id }, at) => (at === position ? mask.id : id));
        return [{ ids, segments: ids.map(() => 0), position }];
      }),
    );
    assert.ok(places.length > 200, `${places.length} places`);
    const request = { inputs: places, mlm: places.map(({ position }, input) => ({ input, position })) };
    const [exact, found] = [(await fp32.run(request)).mlm!, (await int8.run(request)).mlm!];
    let same = 0;
    for (const [place, logits] of exact.entries()) {
      const [a, b] = [softmax(logits), softmax(found[place]!)];
      const best = a.indexOf(Math.max(...a));
      same += Number(best === b.indexOf(Math.max(...b)));
      assert.ok(Math.abs(a[best]! - b[best]!) < 0.1, `${a[best]} became ${b[best]}`);
    }
    assert.ok(same >= 0.97 * places.length, `${same} of ${places.length}`);
  });

  it("says that it is int8", async () => {
    assert.equal((await open(TINY_BERT)).info.precision, "int8");
    assert.equal((await open(TINY_BERT, { precision: "fp32" })).info.precision, "fp32");
  });

  describe("the cache", () => {
    const listWeights = (cache: string): readonly string[] =>
      readdirSync(cache).filter((name) => name.endsWith(".safetensors"));

    async function answer(
      folder: string,
      cacheFolder: string,
      head: "nsp" | "classifier" = "nsp",
    ): Promise<readonly number[]> {
      const model = await open(folder, { cacheFolder });
      return [...(await model.run({ inputs: [draw(1, 9)], [head]: true }))[head]![0]!];
    }

    it("is written once, and holds nothing else", async () => {
      const cache = createCache();
      const first = await answer(TINY_BERT, cache);
      const [name, ...others] = listWeights(cache);
      assert.deepEqual(others, []);
      const written = statSync(join(cache, name!)).ino;
      assert.deepEqual(await answer(TINY_BERT, cache), first);
      assert.equal(statSync(join(cache, name!)).ino, written);
      assert.deepEqual(
        readdirSync(cache).filter((file) => !/^[0-9a-f]{64}\.(safetensors|hash|matrix)$/.test(file)),
        [],
      );
    });

    it("is made where it is not", async () => {
      const cache = join(createCache(), "a", "b");
      await answer(TINY_BERT, cache);
      assert.equal(listWeights(cache).length, 1);
    });

    it("serves a copy of the checkpoint in another folder", async () => {
      const cache = createCache();
      await answer(TINY_BERT, cache);
      await answer(createFolder(), cache);
      assert.equal(listWeights(cache).length, 1);
    });

    it("has a file of its own for other weights, in the same place and of the same size", async () => {
      const cache = createCache();
      const folder = createFolder();
      const before = await answer(folder, cache);
      const path = join(folder, "model.safetensors");
      const { ino } = statSync(path);
      const changed = createFolder({
        tensors: (all) =>
          all.map((tensor) =>
            tensor.name === "cls.seq_relationship.bias"
              ? { ...tensor, bytes: new Uint8Array(floatsOf(tensor).map((value) => value + 1).buffer) }
              : tensor,
          ),
      });
      cpSync(join(changed, "model.safetensors"), path);
      assert.equal(statSync(path).ino, ino);
      const after = await answer(folder, cache);
      assert.equal(listWeights(cache).length, 2);
      assert.ok(Math.abs(after[0]! - before[0]! - 1) < 1e-5);
    });

    for (const { name, damage } of [
      { name: "cut short", damage: (bytes: Buffer) => bytes.subarray(0, 5000) },
      { name: "empty", damage: () => Buffer.alloc(0) },
      { name: "changed in one bit of its header", damage: (bytes: Buffer) => flip(bytes, 20) },
      { name: "changed in one bit of a weight", damage: (bytes: Buffer) => flip(bytes, bytes.length - 1000) },
    ]) {
      it(`is made again when it is ${name}`, async () => {
        const cache = createCache();
        const first = await answer(TINY_BERT, cache);
        const path = join(cache, listWeights(cache)[0]!);
        const sound = readFileSync(path);
        writeFileSync(path, damage(Buffer.from(sound)));
        assert.deepEqual(await answer(TINY_BERT, cache), first);
        assert.deepEqual(readFileSync(path), sound);
      });
    }

    it("loses what a killed process left, and not what a living one is writing", async () => {
      const cache = createCache();
      for (const name of ["old.tmp", "new.tmp"]) writeFileSync(join(cache, name), "half");
      const yesterday = Date.now() / 1000 - 86_400;
      utimesSync(join(cache, "old.tmp"), yesterday, yesterday);
      await answer(TINY_BERT, cache);
      assert.ok(!existsSync(join(cache, "old.tmp")) && existsSync(join(cache, "new.tmp")));
    });

    it("loses weights that nobody used for two months, when others are made", async () => {
      const cache = createCache();
      await answer(TINY_BERT, cache);
      const [used = ""] = listWeights(cache);
      const seasonAgo = Date.now() / 1000 - 61 * 86_400;
      for (const name of ["unused.safetensors", "unused.hash", "other.file"]) {
        writeFileSync(join(cache, name), "");
        utimesSync(join(cache, name), seasonAgo, seasonAgo);
      }
      utimesSync(join(cache, used), seasonAgo, seasonAgo);
      await answer(TINY_BERT, cache);
      assert.ok(existsSync(join(cache, "unused.safetensors")), "nothing was made");
      await answer(TINY_DISTILBERT, cache, "classifier");
      const left = readdirSync(cache);
      assert.ok(!left.some((name) => name.startsWith("unused")) && left.includes("other.file"));
      assert.ok(left.includes(used), "its use was noted");
    });

    it("is shared by processes that make it at once", async () => {
      const cache = createCache();
      const script = `
        import { createOnnxModel } from ${JSON.stringify(join(import.meta.dirname, "../../src/engine/model/onnxModel.ts"))};
        const options = { precision: "int8", cacheFolder: ${JSON.stringify(cache)} };
        const model = await createOnnxModel(${JSON.stringify(TINY_BERT)}, options);
        const { nsp } = await model.run({ inputs: [${JSON.stringify(draw(1, 9))}], nsp: true });
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
      assert.deepEqual(await answer(TINY_BERT, cache), answers[0]);
      assert.deepEqual(readdirSync(cache).map(extname).sort(), [".hash", ".matrix", ".safetensors"]);
    });

    it("that cannot be had leaves fp32 to who asked for either", async () => {
      const cache = join(createCache(), "file");
      writeFileSync(cache, "");
      const model = await open(TINY_BERT, { cacheFolder: cache, precision: "auto" });
      assert.equal(model.info.precision, "fp32");
      assert.equal((await model.run({ inputs: [draw(1, 9)], nsp: true })).nsp!.length, 1);
      assert.equal((await open(TINY_BERT, { precision: "auto" })).info.precision, "int8");
    });

    it("that cannot be had is named", async () => {
      const cache = join(createCache(), "file");
      writeFileSync(cache, "");
      await assert.rejects(
        open(TINY_BERT, { cacheFolder: cache }),
        (error) => error instanceof ModelError && error.code === "failed" && error.message.includes(cache),
      );
    });
  });

  describe("the processor's check", () => {
    const { expected } = buildProductCheck("full");
    it("takes full matrices where every sum is exact", () =>
      assert.equal(chooseMatrixType(Float32Array.of(expected, expected), expected), "full"));
    it("takes narrow ones where one is not", () =>
      assert.equal(chooseMatrixType(Float32Array.of(expected, 32767 * 32), expected), "narrow"));

    it("finds the sums of narrow ones exact, which processors fall back to", async () => {
      const sums = await multiplyExtremes("narrow");
      assert.ok(sums.length > 0);
      assert.deepEqual([...new Set(sums)], [buildProductCheck("narrow").expected]);
    });

    it("is remembered for the processor, and found again where the memory is damaged", async () => {
      const cache = join(createCache(), "new");
      const found = await rememberMatrixType(cache);
      assert.equal(found, await detectMatrixType());
      const [name = "", ...others] = readdirSync(cache);
      assert.deepEqual(others, []);
      // What is kept is what is read, whatever the processor says.
      const other = found === "full" ? "narrow" : "full";
      for (const { content, expected: read } of [
        { content: other, expected: other },
        ...["", "int", "127", "\0"].map((content) => ({ content, expected: found })),
      ]) {
        writeFileSync(join(cache, name), content);
        assert.equal(await rememberMatrixType(cache), read, JSON.stringify(content));
      }
      assert.equal(readFileSync(join(cache, name), "utf8"), found);
    });

    it("is made each time where nothing can be kept", async () => {
      const cache = join(createCache(), "file");
      writeFileSync(cache, "");
      assert.equal(await rememberMatrixType(cache), await detectMatrixType());
    });
  });

  for (const { platform, environment, expected } of [
    { platform: "linux", environment: {}, expected: join("/home/a", ".cache", "cloze") },
    { platform: "linux", environment: { XDG_CACHE_HOME: "/x" }, expected: join("/x", "cloze") },
    { platform: "linux", environment: { XDG_CACHE_HOME: "" }, expected: join("/home/a", ".cache", "cloze") },
    {
      platform: "darwin",
      environment: { XDG_CACHE_HOME: "/x" },
      expected: join("/home/a", "Library", "Caches", "cloze"),
    },
    { platform: "win32", environment: { LOCALAPPDATA: "C:/l" }, expected: join("C:/l", "cloze", "Cache") },
    { platform: "win32", environment: {}, expected: join("/home/a", "AppData", "Local", "cloze", "Cache") },
  ] as const) {
    it(`is kept in ${expected} on ${platform} with ${JSON.stringify(environment)}`, () => {
      assert.equal(selectCacheFolder(platform, environment, "/home/a"), expected);
    });
  }
});

function flip(bytes: Buffer, index: number): Buffer {
  bytes[index]! ^= 1;
  return bytes;
}

function assertNear(found: readonly Float32Array[], expected: readonly Float32Array[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  for (const [row, values] of expected.entries()) {
    assert.equal(found[row]!.length, values.length);
    const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - found[row]![i]!)), 0);
    assert.ok(worst <= tolerance, `row ${row}: ${worst} from fp32, expected at most ${tolerance}`);
  }
}
