import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError } from "../../../src/checkpoint/files/checkpointError";
import { crc32c, unmaskCrc } from "../../../src/checkpoint/files/crc32c";
import { readBundle } from "../../../src/checkpoint/tensorflow/readBundle";
import { expectError } from "../expectError";
import { floatsAt, readGoldenFile } from "../formGoldens";
import { type Block, entryOf, HEADER, messageOf, writeTable } from "./tableWriter";

const DATA = "bert_model.ckpt.data-00000-of-00001";
const [INDEX_BYTES, DATA_BYTES] = [
  readGoldenFile("tensorflow", "bert_model.ckpt.index"),
  readGoldenFile("tensorflow", DATA),
];

function readVarints(bytes: Uint8Array): readonly number[] {
  const values: number[] = [];
  let shift = 0;
  let value = 0;
  for (const byte of bytes) {
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    values.push(value);
    [shift, value] = [0, 0];
  }
  return values;
}

describe("readBundle", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-bundle-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (index: Uint8Array, data: Uint8Array = DATA_BYTES): string => {
    const path = join(folder, "bert_model.ckpt.index");
    writeFileSync(path, index);
    writeFileSync(join(folder, DATA), data);
    return path;
  };

  it("reads what TensorFlow wrote", async () => {
    const { files, tensors } = await readBundle(write(INDEX_BYTES));
    assert.deepEqual(files, [DATA]);
    assert.deepEqual(
      tensors.map(({ name, dtype, shape, strides }) => [name, dtype, shape, strides]),
      [
        ["bert.embeddings.word_embeddings.weight", "F32", [3, 2], undefined],
        ["bert.encoder.layer.11.output.LayerNorm.weight", "F32", [2], undefined],
        ["bert.encoder.layer.11.output.dense.bias", "F32", [3], undefined],
        ["bert.encoder.layer.11.output.dense.weight", "F32", [3, 2], [1, 3]],
        ["classifier.bias", "F16", [2], undefined],
      ],
    );
    assert.deepEqual(floatsAt(DATA_BYTES, tensors[0]!), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(floatsAt(DATA_BYTES, tensors[2]!), [0, 1, 2]);
    for (const { byteOffset, byteLength, checksum } of tensors)
      assert.equal(crc32c(DATA_BYTES.subarray(byteOffset, byteOffset + byteLength)), checksum);
  });

  it("refuses an index of TensorFlow's that is cut at any length", async () => {
    for (let length = 0; length < INDEX_BYTES.length; length += 1) {
      await expectError(readBundle(write(INDEX_BYTES.subarray(0, length))), "truncated", ["bert_model.ckpt.index"]);
    }
  });

  it("refuses it with any byte changed, but for those of no use", async () => {
    const footer = INDEX_BYTES.length - 48;
    // The first block that the footer names has nothing in it; its place and its length have a byte or two each.
    const [start, length] = readVarints(INDEX_BYTES.subarray(footer));
    for (let index = 0; index < INDEX_BYTES.length; index += 1) {
      const isOfUse =
        index < footer ? index < start! || index >= start! + length! + 5 : index >= INDEX_BYTES.length - 8;
      if (!isOfUse) continue;
      const changed = Buffer.from(INDEX_BYTES);
      changed[index] = changed[index]! ^ 0x11;
      await assert.rejects(readBundle(write(changed)), CheckpointError, `byte ${index}`);
    }
  });

  it("refuses numbers that are cut at any length", async () => {
    const { tensors } = await readBundle(write(INDEX_BYTES));
    const end = Math.max(...tensors.map(({ byteOffset, byteLength }) => byteOffset + byteLength));
    for (let length = 0; length < end; length += 1) {
      await expectError(readBundle(write(INDEX_BYTES, DATA_BYTES.subarray(0, length))), "truncated", [DATA]);
    }
  });

  it("refuses a checkpoint of objects", async () => {
    const path = join(folder, "objects.ckpt.index");
    writeFileSync(path, readGoldenFile("tensorflow", "objects.ckpt.index"));
    writeFileSync(
      join(folder, "objects.ckpt.data-00000-of-00001"),
      readGoldenFile("tensorflow", "objects.ckpt.data-00000-of-00001"),
    );
    await expectError(readBundle(path), "unsupported", ["TensorFlow 2"]);
  });

  it("refuses a checkpoint whose numbers are not there", async () => {
    const path = write(INDEX_BYTES);
    rmSync(join(folder, DATA));
    await expectError(readBundle(path), "missing-file", [DATA]);
  });

  const whole: Block = { "": HEADER, a: entryOf({ shape: [2, 2], bytes: 16 }) };
  for (const { name, block, code, says } of [
    { name: "no header", block: { a: whole["a"]! }, code: "bad-header", says: ["0 files of numbers"] },
    {
      name: "a million shards",
      block: { ...whole, "": messageOf([1, 1_000_000]) },
      code: "bad-header",
      says: ["1000000 files"],
    },
    {
      name: "big-endian numbers",
      block: { ...whole, "": messageOf([1, 1], [2, 1]) },
      code: "unsupported",
      says: ["big-endian"],
    },
    {
      name: "another shard",
      block: { ...whole, a: entryOf({ shape: [2, 2], bytes: 16, shard: 3 }) },
      code: "bad-tensor",
      says: ["in file 3", "0 to 0"],
    },
    {
      name: "another size",
      block: { ...whole, a: entryOf({ shape: [2, 2], bytes: 12 }) },
      code: "bad-tensor",
      says: ["12 bytes, expected 16", "[2,2]"],
    },
    {
      name: "a huge shape",
      block: { ...whole, a: entryOf({ shape: [2 ** 40, 2 ** 40], bytes: 16 }) },
      code: "bad-tensor",
      says: ["16 bytes, expected"],
    },
    {
      name: "a negative size",
      block: { ...whole, a: entryOf({ shape: [-1n], bytes: 4 }) },
      code: "bad-tensor",
      says: ["a size of NaN"],
    },
    {
      name: "a place beyond the file",
      block: { ...whole, a: entryOf({ shape: [2, 2], bytes: 16, offset: 1_000 }) },
      code: "truncated",
      says: ["byte 1016"],
    },
    {
      name: "tensors on top of each other",
      block: { ...whole, b: entryOf({ shape: [2, 2], bytes: 16, offset: 8 }) },
      code: "bad-tensor",
      says: ['"a" overlaps "b"'],
    },
    {
      name: "a variable in slices",
      block: { ...whole, a: [...whole["a"]!, ...messageOf([7, 1])] },
      code: "unsupported",
      says: ["in slices"],
    },
    {
      name: "a variable without a checksum",
      block: { ...whole, a: entryOf({ shape: [2, 2], bytes: 16, hasChecksum: false }) },
      code: "bad-tensor",
      says: ["no checksum"],
    },
    {
      name: "an entry that ends early",
      block: { ...whole, a: [0x12, 0x7f, 1] },
      code: "bad-header",
      says: ["127 bytes"],
    },
    {
      name: "a number without an end",
      block: { ...whole, a: [0x08, ...Array<number>(12).fill(0xff)] },
      code: "bad-header",
      says: ["without an end"],
    },
    { name: "a field of no kind", block: { ...whole, a: [0x0f] }, code: "bad-header", says: ["kind 7"] },
  ] as const) {
    it(`refuses ${name}`, () => expectError(readBundle(write(writeTable(block))), code, says));
  }

  for (const { name, table, code, says } of [
    {
      name: "a compressed block",
      table: writeTable(whole, { compression: 1 }),
      code: "unsupported",
      says: ["method 1"],
    },
    { name: "a wrong checksum", table: writeTable(whole, { isDamaged: true }), code: "bad-header", says: ["damaged"] },
    {
      name: "a key that shares more than there is",
      table: writeTable(whole, { shared: 9 }),
      code: "bad-header",
      says: ["a key of 9 bytes"],
    },
    {
      name: "more restarts than bytes",
      table: writeTable(whole, { restarts: 0xffffffff }),
      code: "bad-header",
      says: ["4294967295 restarts"],
    },
  ] as const) {
    it(`refuses a table with ${name}`, () => expectError(readBundle(write(table)), code, says));
  }
});

describe("crc32c", () => {
  for (const { name, bytes, crc } of [
    // RFC 3720, appendix B.4.
    { name: "zeros", bytes: Buffer.alloc(32), crc: 0x8a9136aa },
    { name: "ones", bytes: Buffer.alloc(32, 0xff), crc: 0x62a8ab43 },
    { name: "numbers that grow", bytes: Buffer.from(Array.from({ length: 32 }, (_, i) => i)), crc: 0x46dd794e },
    { name: "numbers that fall", bytes: Buffer.from(Array.from({ length: 32 }, (_, i) => 31 - i)), crc: 0x113fdb5c },
    { name: "digits", bytes: Buffer.from("123456789"), crc: 0xe3069283 },
    { name: "nothing", bytes: Buffer.alloc(0), crc: 0 },
  ]) {
    it(`of ${name}`, () => {
      assert.equal(crc32c(bytes), crc);
      assert.equal(crc32c(bytes.subarray(5), crc32c(bytes.subarray(0, 5))), crc);
    });
  }

  it("is found again under its mask", () => {
    // LevelDB's own test value: the mask of crc32c("foo") differs from it, and is undone.
    const crc = crc32c(Buffer.from("foo"));
    const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
    assert.notEqual(masked, crc);
    assert.equal(unmaskCrc(masked), crc);
  });
});
