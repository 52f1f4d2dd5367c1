import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError, type CheckpointErrorCode } from "../../../src/checkpoint/files/checkpointError";
import { readTorchFile } from "../../../src/checkpoint/pickle/readTorchFile";
import { expectError } from "../expectError";
import { floatsAt, readGoldenFile } from "../formGoldens";
import { call, dict, global, integer, type Part, pickle, string, tensor, type TensorParts } from "./pickleWriter";
import { writeZip, type ZipFile, type ZipOptions } from "./zipWriter";

const STORAGE: ZipFile = { name: "m/data/0", bytes: new Uint8Array(16) };

/** An archive of torch.save with one pickle, and by default one storage of 16 bytes. */
function archive(content: Part, files: readonly ZipFile[] = [STORAGE], options?: ZipOptions): Buffer {
  return writeZip([{ name: "m/data.pkl", bytes: pickle(content) }, ...files], options);
}

const one = (parts?: TensorParts): Part => dict({ a: tensor(parts) });

describe("readTorchFile", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-torch-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (content: Uint8Array): string => {
    const path = join(folder, "pytorch_model.bin");
    writeFileSync(path, content);
    return path;
  };

  for (const form of ["zip", "zip of protocol 4", "legacy"]) {
    it(`reads what PyTorch wrote: ${form}`, async () => {
      const file = readGoldenFile("torch", form);
      const tensors = new Map((await readTorchFile(write(file))).map((found) => [found.name, found]));
      const shown = [...tensors].map(([name, { dtype, shape, strides }]) => [name, dtype, shape, strides]);
      assert.deepEqual(shown, [
        ["a", "F32", [2, 3], undefined],
        ["tied", "F32", [2, 3], undefined],
        ["columns", "F32", [2, 3], [1, 2]],
        ["part", "F32", [2, 2], undefined],
        ["parameter", "F32", [], undefined],
        ["half", "F16", [4], undefined],
        ["bfloat", "BF16", [2], undefined],
        ["ids", "I64", [1, 3], undefined],
        ["none", "F32", [0, 3], undefined],
      ]);
      assert.deepEqual(floatsAt(file, tensors.get("a")!), [0, 1, 2, 3, 4, 5]);
      assert.deepEqual(floatsAt(file, tensors.get("columns")!), [0, 3, 1, 4, 2, 5]);
      assert.deepEqual(floatsAt(file, tensors.get("part")!), [4, 5, 6, 7]);
      assert.deepEqual(floatsAt(file, tensors.get("parameter")!), [7.5]);
      assert.equal(tensors.get("tied")!.byteOffset, tensors.get("a")!.byteOffset);
      const { byteOffset } = tensors.get("half")!;
      assert.deepEqual([...file.subarray(byteOffset, byteOffset + 8)], [0, 0x3c, 0, 0xc0, 0, 0x38, 0xff, 0x7b]);
    });

    it(`refuses what PyTorch wrote, cut at any length: ${form}`, async () => {
      const whole = readGoldenFile("torch", form);
      for (let length = 0; length < whole.length; length += 1) {
        await expectError(readTorchFile(write(whole.subarray(0, length))), "truncated", ["pytorch_model.bin"]);
      }
    });

    it(`reads it with a changed byte, every third, or refuses it with a CheckpointError: ${form}`, async () => {
      const whole = readGoldenFile("torch", form);
      for (let index = 0; index < whole.length; index += 3) {
        const changed = Buffer.from(whole);
        changed[index] = changed[index]! ^ (1 + (index % 255));
        await readTorchFile(write(changed)).then(
          (tensors) => {
            for (const { byteOffset, byteLength } of tensors) assert.ok(byteOffset + byteLength <= whole.length);
          },
          (error: unknown) => assert.ok(error instanceof CheckpointError, String(error)),
        );
      }
    });
  }

  it("reads an archive with the records of large ones", async () => {
    const [found] = await readTorchFile(write(archive(one(), [STORAGE], { isLarge: true })));
    assert.deepEqual([found?.name, found?.byteLength], ["a", 16]);
  });

  const cases: { name: string; file: Uint8Array; code: CheckpointErrorCode; says: readonly string[] }[] = [
    {
      name: "a pickled module",
      file: readGoldenFile("torch", "a module"),
      code: "unsupported",
      says: ["torch.nn.modules.linear.Linear"],
    },
    {
      name: "a nested dict",
      file: readGoldenFile("torch", "a nested dict"),
      code: "unsupported",
      says: ['"state_dict" is a dict of 9'],
    },
    {
      name: "a program in TorchScript",
      file: readGoldenFile("torch", "a program"),
      code: "unsupported",
      says: ["TorchScript"],
    },
    { name: "something else", file: Buffer.from("GGUF...."), code: "bad-header", says: ["47475546"] },
    {
      name: "a pickle of something else",
      file: pickle(integer(3)),
      code: "unsupported",
      says: ["a pickle of a number", "torch.save(model.state_dict()"],
    },
    {
      // pickle.dumps({"a": [1.0, 2.0], "b": 3}, 4)
      name: "a dict by pickle.dump",
      file: Buffer.from(
        "80049525000000000000007d94288c0161945d9428473ff0000000000000474000000000000000658c0162944b03752e",
        "hex",
      ),
      code: "unsupported",
      says: ["a pickle of a dict of 2", "torch.save(model.state_dict()"],
    },
    {
      name: "what pickle.dump writes of a class",
      file: pickle(call(global("numpy", "array"), string("x"))),
      code: "unsupported",
      says: ["names numpy.array", "pickle.dump", "torch.save(model.state_dict()"],
    },
    {
      // pickle.dumps({"a": [1.0, 2.0], "b": 3}, 0)
      name: "a dict by pickle.dump, protocol 0",
      file: Buffer.from("(dp0\nVa\np1\n(lp2\nF1.0\naF2.0\nasVb\np3\nI3\ns."),
      code: "bad-header",
      says: ["a pickle that torch.save did not write", "torch.save(model.state_dict()"],
    },
    {
      // pickle.dumps({"a": 3}, 1)
      name: "a dict by pickle.dump, protocol 1",
      file: Buffer.from("7d710058010000006171014b03732e", "hex"),
      code: "bad-header",
      says: ["a pickle that torch.save did not write"],
    },
    {
      name: "a compressed pickle",
      file: Buffer.from("1f8b080000000000", "hex"),
      code: "bad-header",
      says: ["compressed by gzip", "Unpack it first"],
    },
    {
      name: "a file of safetensors",
      file: Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]),
      code: "bad-header",
      says: ["a file of safetensors", "Call it model.safetensors"],
    },
    {
      name: "a page of the web",
      file: Buffer.from("<!DOCTYPE html><html>Not found</html>"),
      code: "bad-header",
      says: ["a page of the web", "Download the file again"],
    },
    {
      name: "a list of tensors",
      file: archive([0x5d]),
      code: "unsupported",
      says: ["a list of 0", "a dict of tensors"],
    },
    {
      name: "a number instead of a tensor",
      file: archive(dict({ a: integer(3) })),
      code: "unsupported",
      says: ['"a" is a number'],
    },
    {
      name: "a compressed file",
      file: archive(one(), [{ ...STORAGE, method: 8 }]),
      code: "unsupported",
      says: ["m/data/0", "compressed (method 8)"],
    },
    {
      name: "an encrypted file",
      file: archive(one(), [{ ...STORAGE, flags: 1 }]),
      code: "unsupported",
      says: ["encrypted"],
    },
    {
      name: "a file that says it is larger when unpacked",
      file: archive(one(), [{ ...STORAGE, packed: 16, length: 4_000_000_000 }]),
      code: "bad-header",
      says: ["16 bytes stored, expected 4000000000"],
    },
    {
      name: "files that overlap",
      file: archive(one(), [STORAGE, { ...STORAGE, name: "m/data/1", start: 0, localName: "m/data/1" }]),
      code: "bad-header",
      says: ["m/data/1", "another header at byte 0"],
    },
    {
      name: "a storage that reaches into the list of files",
      file: archive(one(), [{ ...STORAGE, packed: 20, length: 20 }]),
      code: "bad-header",
      says: ["m/data/0", "reaches byte"],
    },
    {
      name: "one file under two names",
      file: archive(one(), [
        { ...STORAGE, bytes: new Uint8Array(40), localName: "m/data/0" },
        { ...STORAGE, name: "m/data/0" },
      ]),
      code: "bad-header",
      says: ["a name twice"],
    },
    {
      name: "fewer files than announced",
      file: archive(one(), [STORAGE], { count: 7 }),
      code: "bad-header",
      says: ["2 entries, expected 7"],
    },
    {
      name: "two pickles",
      file: archive(one(), [STORAGE, { name: "n/data.pkl", bytes: pickle(one()) }]),
      code: "bad-header",
      says: ["2 files data.pkl"],
    },
    { name: "no pickle", file: writeZip([STORAGE]), code: "bad-header", says: ["0 files data.pkl"] },
    {
      name: "bytes of another machine",
      file: archive(one(), [STORAGE, { name: "m/byteorder", bytes: Buffer.from("big") }]),
      code: "unsupported",
      says: ['byteorder is "big"'],
    },
    { name: "no such storage", file: archive(one({ key: "7" })), code: "bad-header", says: ['no storage "7"'] },
    {
      name: "a path as a storage",
      file: archive(one({ key: "../data.pkl" })),
      code: "bad-header",
      says: ['"../data.pkl"'],
    },
    {
      name: "a storage of another size",
      file: archive(one({ elements: 5 })),
      code: "bad-tensor",
      says: ["16 bytes, expected 20"],
    },
    {
      name: "a storage of two types",
      file: archive(dict({ a: tensor(), b: tensor({ type: "DoubleStorage" }) })),
      code: "bad-tensor",
      says: ["16 bytes, expected 32"],
    },
    {
      name: "a storage of a type that no tensor has",
      file: archive(one({ type: "QInt8Storage" })),
      code: "unsupported",
      says: ["torch.QInt8Storage"],
    },
    {
      name: "more elements than the storage has",
      file: archive(one({ shape: [3, 2] })),
      code: "bad-tensor",
      says: ['"a"', "6 elements", "the 4"],
    },
    {
      name: "a start beyond the storage",
      file: archive(one({ offset: integer(1) })),
      code: "bad-tensor",
      says: ["4 elements from 1 on"],
    },
    { name: "a negative start", file: archive(one({ offset: integer(-1) })), code: "bad-tensor", says: ["from -1 on"] },
    { name: "a negative size", file: archive(one({ shape: [-1, 2] })), code: "bad-tensor", says: ["[-1,2]"] },
    {
      name: "a huge shape",
      file: archive(one({ shape: [2 ** 30, 2 ** 30], strides: [2 ** 30, 1] })),
      code: "bad-tensor",
      says: ["2^53"],
    },
    {
      name: "a stride of 0",
      file: archive(one({ shape: [2 ** 30, 2], strides: [0, 1] })),
      code: "bad-tensor",
      says: ["[0,1]", "without gaps"],
    },
    {
      name: "strides with gaps",
      file: archive(one({ shape: [2], strides: [2] })),
      code: "bad-tensor",
      says: ["[2]", "contiguous"],
    },
    { name: "fewer strides than sizes", file: archive(one({ strides: [1] })), code: "bad-tensor", says: ["as many"] },
  ];
  for (const { name, file, code, says } of cases) {
    it(`refuses ${name}`, () => expectError(readTorchFile(write(file)), code, says));
  }

  it("refuses a storage of the older form that is longer than the file", async () => {
    const whole = Buffer.from(readGoldenFile("torch", "legacy"));
    const at = whole.lastIndexOf(Buffer.from([10, 0, 0, 0, 0, 0, 0, 0]));
    whole.writeBigInt64LE(2n ** 50n, at);
    await expectError(readTorchFile(write(whole)), "truncated", [String(whole.length)]);
    whole.writeBigInt64LE(-1n, at);
    await expectError(readTorchFile(write(whole)), "bad-tensor", ["-1 elements"]);
  });

  it("refuses bytes after the last storage of the older form", async () => {
    const whole = readGoldenFile("torch", "legacy");
    await expectError(readTorchFile(write(Buffer.concat([whole, Buffer.alloc(3)]))), "bad-header", [
      String(whole.length + 3),
    ]);
  });
});
