import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError, type CheckpointErrorCode } from "../../../src/checkpoint/files/checkpointError";
import { readSafetensors } from "../../../src/checkpoint/tensors/readSafetensors";
import { expectError } from "../expectError";
import { writeFile, writeSafetensors } from "../safetensorsFile";

const bytes = (length: number): Uint8Array => new Uint8Array(length);
const entry = (dtype: unknown, shape: unknown, offsets: unknown): string =>
  JSON.stringify({ dtype, shape, data_offsets: offsets });

describe("readSafetensors", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-safetensors-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (content: Uint8Array): string => {
    const path = join(folder, "model.safetensors");
    writeFileSync(path, content);
    return path;
  };

  it("reads literal bytes", async () => {
    const header =
      '{"b":{"dtype":"F16","shape":[2],"data_offsets":[8,12]},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}';
    assert.equal(header.length, 110);
    const file = Buffer.concat([Buffer.from([110, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(header), bytes(12)]);
    assert.deepEqual(await readSafetensors(write(file)), [
      { name: "a", dtype: "F32", shape: [1, 2], elements: 2, byteOffset: 118, byteLength: 8 },
      { name: "b", dtype: "F16", shape: [2], elements: 2, byteOffset: 126, byteLength: 4 },
    ]);
  });

  for (const [name, start, says] of [
    ["an archive of PyTorch", Buffer.from("504b0304000008080000000000000000", "hex"), "call it pytorch_model.bin"],
    ["a pickle", Buffer.from("80028a0a6cfc9c46f9206aa850192e80", "hex"), "call it pytorch_model.bin"],
    ["a page of the web", Buffer.from("<!DOCTYPE html><html>"), "Download the file again"],
    ["a file of Keras", Buffer.from("894844460d0a1a0a0000000000", "hex"), "Keras"],
  ] as const) {
    it(`names ${name} in its place, and says what to do`, () =>
      expectError(readSafetensors(write(start)), "bad-header", ["expected a file of safetensors", says]));
  }

  for (const { name, header, data, count } of [
    { name: "no tensors", header: "{}", data: 0, count: 0 },
    { name: "a header with metadata and padding", header: '{"__metadata__":{"format":"pt"}}      ', data: 0, count: 0 },
    { name: "a scalar", header: `{"a":${entry("F32", [], [0, 4])}}`, data: 4, count: 1 },
    {
      name: "a tensor of no elements",
      header: `{"a":${entry("F32", [3, 0], [0, 0])},"b":${entry("U8", [1], [0, 1])}}`,
      data: 1,
      count: 2,
    },
    {
      name: "a name that every object already has",
      header: `{"__proto__":${entry("U8", [1], [0, 1])}}`,
      data: 1,
      count: 1,
    },
  ]) {
    it(`accepts ${name}`, async () => {
      assert.equal((await readSafetensors(write(writeFile(header, bytes(data))))).length, count);
    });
  }

  it("refuses a file that is cut at any length", async () => {
    const whole = writeSafetensors([
      { name: "a", dtype: "F32", shape: [2, 3], bytes: bytes(24) },
      { name: "b", dtype: "BF16", shape: [5], bytes: bytes(10) },
    ]);
    for (let length = 0; length < whole.length; length += 1) {
      await expectError(readSafetensors(write(whole.subarray(0, length))), "truncated", [
        "model.safetensors",
        String(length),
      ]);
    }
    assert.equal((await readSafetensors(write(whole))).length, 2);
  });

  it("reads a file with one changed byte, or refuses it with a CheckpointError", async () => {
    const whole = writeSafetensors([
      { name: "a", dtype: "F32", shape: [2, 3], bytes: bytes(24) },
      { name: "b", dtype: "BF16", shape: [5], bytes: bytes(10) },
    ]);
    for (let index = 0; index < whole.length - 34; index += 1) {
      for (const value of [0x00, 0x22, 0x2c, 0x2d, 0x39, 0x5b, 0x65, 0x7b, 0xff]) {
        const changed = Buffer.from(whole);
        changed[index] = value;
        try {
          await readSafetensors(write(changed));
        } catch (error) {
          assert.ok(error instanceof CheckpointError, `byte ${index} as ${value}: ${String(error)}`);
        }
      }
    }
  });

  it("refuses a huge file by its header, without reading it", async () => {
    const path = write(Buffer.concat([Buffer.from([0, 0, 0, 0, 1, 0, 0, 0]), bytes(8)]));
    truncateSync(path, 2 ** 36); // A sparse file: it takes no space on the disk.
    await expectError(readSafetensors(path), "too-large", ["4294967296", "8388608"]);
  });

  const cases: { name: string; file: Uint8Array; code: CheckpointErrorCode; says?: readonly string[] }[] = [
    {
      name: "a header length of all ones",
      file: Buffer.alloc(16, 0xff),
      code: "too-large",
      says: ["18446744073709551615"],
    },
    {
      name: "a header length above 2^53",
      file: Buffer.from([0, 0, 0, 0, 0, 0, 0x20, 0, 0x7b, 0x7d]),
      code: "too-large",
    },
    {
      name: "a header longer than the file",
      file: Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]),
      code: "truncated",
      says: ["10 bytes", "11"],
    },
    { name: "an empty header", file: writeFile("", bytes(0)), code: "bad-header" },
    { name: "a header that starts with a space", file: writeFile(" {}", bytes(0)), code: "bad-header" },
    { name: "a header that is a list", file: writeFile("[]", bytes(0)), code: "bad-header" },
    { name: "a header that is not JSON", file: writeFile("{]", bytes(0)), code: "bad-json" },
    {
      name: "a header that is not UTF-8",
      file: Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0x7b, 0xff, 0x7d])]),
      code: "bad-json",
    },
    {
      name: "a name twice",
      file: writeFile(`{"a":${entry("U8", [1], [0, 1])},"\\u0061":${entry("U8", [1], [1, 2])}}`, bytes(2)),
      code: "bad-json",
      says: ['"a"', "twice"],
    },
    {
      name: "very deeply nested lists",
      file: writeFile(`{"a":${"[".repeat(100_000)}`, bytes(0)),
      code: "bad-json",
      says: ["deep"],
    },
    {
      name: "bytes after the last tensor",
      file: writeFile(`{"a":${entry("U8", [1], [0, 1])}}`, bytes(2)),
      code: "bad-header",
    },
    { name: "a tensor that is a number", file: writeFile('{"a":1}', bytes(0)), code: "bad-tensor", says: ['"a"'] },
    {
      name: "no type",
      file: writeFile('{"a":{"shape":[1],"data_offsets":[0,4]}}', bytes(4)),
      code: "bad-tensor",
      says: ['"a"', "dtype"],
    },
    {
      name: "an unknown type",
      file: writeFile(`{"a":${entry("F12", [1], [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
      says: ['"a"', "F12"],
    },
    {
      name: "a type named like a method of Object",
      file: writeFile(`{"a":${entry("valueOf", [1], [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
    },
    {
      name: "a size below 0",
      file: writeFile(`{"a":${entry("F32", [-1, -1], [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
      says: ["shape", "-1"],
    },
    { name: "half a size", file: writeFile(`{"a":${entry("F32", [0.5, 2], [0, 4])}}`, bytes(4)), code: "bad-tensor" },
    {
      name: "a size that is not a number",
      file: writeFile(`{"a":${entry("F32", [null], [0, 0])}}`, bytes(0)),
      code: "bad-tensor",
      says: ["null"],
    },
    { name: "a size in words", file: writeFile(`{"a":${entry("F32", ["1"], [0, 4])}}`, bytes(4)), code: "bad-tensor" },
    {
      name: "a size that overflows to infinity",
      file: writeFile('{"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,4]}}', bytes(4)),
      code: "bad-tensor",
    },
    {
      name: "a product of sizes that is NaN",
      file: writeFile(`{"a":${entry("F32", [...Array.from({ length: 40 }, () => 2 ** 40), 0], [0, 0])}}`, bytes(0)),
      code: "bad-tensor",
      says: ["2^53"],
    },
    {
      name: "a product of sizes that overflows",
      file: writeFile(`{"a":${entry("F32", [2 ** 32, 2 ** 32], [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
      says: ["shape"],
    },
    {
      name: "a product of sizes that would be small after an overflow of 64 bits",
      file: writeFile(`{"a":${entry("F32", [2 ** 33, 2 ** 31, 1], [0, 0])}}`, bytes(0)),
      code: "bad-tensor",
    },
    {
      name: "a shape that is not a list",
      file: writeFile(`{"a":${entry("F32", 1, [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
    },
    {
      name: "one offset",
      file: writeFile(`{"a":${entry("F32", [1], [0])}}`, bytes(4)),
      code: "bad-tensor",
      says: ["data_offsets"],
    },
    { name: "three offsets", file: writeFile(`{"a":${entry("F32", [1], [0, 4, 8])}}`, bytes(4)), code: "bad-tensor" },
    { name: "an offset below 0", file: writeFile(`{"a":${entry("F32", [1], [-4, 0])}}`, bytes(4)), code: "bad-tensor" },
    {
      name: "an end before the start",
      file: writeFile(`{"a":${entry("F32", [1], [4, 0])}}`, bytes(4)),
      code: "bad-tensor",
    },
    {
      name: "an offset above 2^53",
      file: writeFile('{"a":{"dtype":"U8","shape":[1],"data_offsets":[9007199254740992,9007199254740993]}}', bytes(1)),
      code: "bad-tensor",
    },
    {
      name: "an end beyond the file",
      file: writeFile(`{"a":${entry("F32", [2 ** 40], [0, 2 ** 42])}}`, bytes(4)),
      code: "truncated",
    },
    {
      name: "fewer bytes than the shape needs",
      file: writeFile(`{"a":${entry("F32", [2], [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
      says: ["4 bytes", "8", "[2] of F32"],
    },
    {
      name: "two tensors that overlap",
      file: writeFile(`{"a":${entry("U8", [4], [0, 4])},"b":${entry("U8", [4], [2, 6])}}`, bytes(6)),
      code: "bad-tensor",
      says: ['"b"', "overlaps"],
    },
    {
      name: "two tensors with the same bytes",
      file: writeFile(`{"a":${entry("U8", [4], [0, 4])},"b":${entry("U8", [4], [0, 4])}}`, bytes(4)),
      code: "bad-tensor",
      says: ["overlaps"],
    },
    {
      name: "a hole before the first tensor",
      file: writeFile(`{"a":${entry("U8", [1], [1, 2])}}`, bytes(2)),
      code: "bad-tensor",
      says: ["hole"],
    },
    {
      name: "a hole between tensors",
      file: writeFile(`{"a":${entry("U8", [1], [0, 1])},"b":${entry("U8", [1], [2, 3])}}`, bytes(3)),
      code: "bad-tensor",
      says: ['"b"', "hole"],
    },
  ];
  for (const { name, file, code, says } of cases) {
    it(`refuses ${name}`, () => expectError(readSafetensors(write(file)), code, says));
  }

  it("refuses a folder in place of the file", async () => {
    mkdirSync(join(folder, "folder.safetensors"));
    await expectError(readSafetensors(join(folder, "folder.safetensors")), "missing-file", ["regular file"]);
  });

  it("refuses a pipe, from which a read could wait forever", async function () {
    if (process.platform === "win32") return; // Windows has no pipes in the file system.
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await expectError(readSafetensors(join(folder, "pipe")), "missing-file", ["regular file"]);
  });
});
