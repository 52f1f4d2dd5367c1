import assert from "node:assert/strict";
import type { CheckpointErrorCode } from "../../../src/checkpoint/files/checkpointError";
import { PickleDict, PickleList, PickleTuple } from "../../../src/checkpoint/pickle/pickleValues";
import { readPickle } from "../../../src/checkpoint/pickle/readPickle";
import { buildTorchGlobals } from "../../../src/checkpoint/pickle/torchGlobals";
import { expectError } from "../expectError";
import {
  BUILD,
  call,
  dict,
  EMPTY_DICT,
  global,
  integer,
  MARK,
  NONE,
  type Part,
  pickle,
  REDUCE,
  string,
  tuple,
} from "./pickleWriter";

const RULES = { where: "x", globals: buildTorchGlobals("x"), findPersistent: () => undefined };
const read = (bytes: Uint8Array): unknown => readPickle(bytes, 0, RULES).value;

/** Plain values, to compare with. */
function plain(value: unknown): unknown {
  if (value instanceof PickleTuple || value instanceof PickleList) return value.items.map(plain);
  if (value instanceof PickleDict)
    return Object.fromEntries([...value.entries].map(([key, each]) => [String(key), plain(each)]));
  return value;
}

const UNSUPPORTED: CheckpointErrorCode = "unsupported";

describe("readPickle", () => {
  for (const { name, bytes, value } of [
    // These two were written by Python 3.11, pickle.dumps.
    {
      name: "protocol 2",
      bytes: "80027d71002858010000006171015d7102284b014dffff4afffeffff4e88896558010000006271034b026801867104752e",
      value: { a: [1, 65535, -257, null, true, false], b: [2, "a"] },
    },
    {
      name: "protocol 4",
      bytes: "80049517000000000000008c016194473ff80000000000008a05000000000187942e",
      value: ["a", 1.5, 4294967296],
    },
    // Python 2 has opcodes of its own for texts that are bytes; written by hand.
    { name: "texts of Python 2", bytes: "80027d71005501617101540100000062732e", value: { a: "b" } },
  ]) {
    it(`reads ${name}`, () => {
      assert.deepEqual(plain(read(Buffer.from(bytes, "hex"))), value);
    });
  }

  const refused: { name: string; bytes: Uint8Array; code: CheckpointErrorCode; says: readonly string[] }[] = [
    {
      name: "a system call",
      bytes: pickle(call(global("os", "system"), string("touch /tmp/x"))),
      code: "unsupported",
      says: ["os.system", "no code"],
    },
    {
      name: "the same by its other name",
      bytes: pickle(call(global("posix", "system"), string("x"))),
      code: "unsupported",
      says: ["posix.system"],
    },
    {
      name: "eval",
      bytes: pickle(call(global("builtins", "eval"), string("1"))),
      code: "unsupported",
      says: ["builtins.eval"],
    },
    {
      name: "eval of Python 2",
      bytes: pickle(call(global("__builtin__", "eval"), string("1"))),
      code: "unsupported",
      says: ["__builtin__.eval"],
    },
    {
      name: "a function of torch",
      bytes: pickle(call(global("torch", "load"), string("x"))),
      code: "unsupported",
      says: ["torch.load"],
    },
    {
      name: "a name of an allowed module",
      bytes: pickle(global("torch._utils", "_import_dotted_name")),
      code: "unsupported",
      says: ["torch._utils._import_dotted_name"],
    },
    {
      name: "a name of two parts",
      bytes: pickle(global("collections", "OrderedDict.__class__")),
      code: "unsupported",
      says: ["OrderedDict.__class__"],
    },
    {
      name: "a name from the stack",
      bytes: pickle(string("os"), string("system"), [0x93]),
      code: "unsupported",
      says: ["os.system"],
    },
    {
      name: "a call of a class of storages",
      bytes: pickle(call(global("torch", "FloatStorage"), integer(4))),
      code: "unsupported",
      says: ["torch.FloatStorage"],
    },
    {
      name: "a call of a text",
      bytes: pickle(call(string("os.system"))),
      code: "unsupported",
      says: ["a call of a string"],
    },
    {
      name: "arguments that are no tuple",
      bytes: pickle(global("collections", "OrderedDict"), EMPTY_DICT, REDUCE),
      code: "bad-header",
      says: ["expected a tuple"],
    },
    {
      name: "a state of a tuple",
      bytes: pickle(tuple(), dict({ a: NONE }), BUILD),
      code: "unsupported",
      says: ["a dict of 1 as the state of a tuple"],
    },
    {
      name: "a state that is a text",
      bytes: pickle(EMPTY_DICT, string("x"), BUILD),
      code: "unsupported",
      says: ["a string as the state"],
    },
    ...(
      [
        [0x69, "INST"],
        [0x6f, "OBJ"],
        [0x81, "NEWOBJ"],
        [0x92, "NEWOBJ_EX"],
        [0x82, "EXT1"],
        [0x50, "PERSID"],
        [0x8b, "LONG4"],
        [0x49, "INT"],
        [0x97, "NEXT_BUFFER"],
      ] as const
    ).map(([opcode, name]) => ({
      name: `the opcode ${name}`,
      bytes: pickle([opcode]),
      code: UNSUPPORTED,
      says: [`opcode ${name}`],
    })),
    { name: "a byte that is no opcode", bytes: pickle([0xff]), code: "bad-header", says: ["0xff"] },
    { name: "protocol 1", bytes: Uint8Array.from([0x80, 1, 0x4e, 0x2e]), code: "unsupported", says: ["protocol 1"] },
    {
      name: "marks without an end",
      bytes: pickle(Array<Part>(100_000).fill(MARK).flat()),
      code: "bad-header",
      says: ["nested over 64 deep"],
    },
    { name: "an end without a mark", bytes: pickle([0x74]), code: "bad-header", says: ["not begun"] },
    { name: "nothing", bytes: pickle(), code: "bad-header", says: ["the stack is empty"] },
    { name: "a memo that was not written", bytes: pickle([0x68, 9]), code: "bad-header", says: ["memo 9"] },
    { name: "an item of no list", bytes: pickle(NONE, NONE, [0x61]), code: "bad-header", says: ["expected a list"] },
    {
      name: "an entry of no dict",
      bytes: pickle(NONE, NONE, NONE, [0x73]),
      code: "bad-header",
      says: ["expected a dict"],
    },
    {
      name: "a key without a value",
      bytes: pickle(EMPTY_DICT, MARK, NONE, [0x75]),
      code: "bad-header",
      says: ["a key without a value"],
    },
    { name: "a text of 4 GB", bytes: pickle([0x58, 0xff, 0xff, 0xff, 0xff]), code: "truncated", says: ["4294967"] },
    {
      name: "a text of 2^63 bytes",
      bytes: pickle([0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80]),
      code: "truncated",
      says: ["9223372036854"],
    },
    { name: "a text that is not UTF-8", bytes: pickle([0x8c, 1, 0xff]), code: "bad-header", says: ["not UTF-8"] },
    {
      name: "a long integer",
      bytes: pickle([0x8a, 200, ...Array<number>(200).fill(1)]),
      code: "too-large",
      says: ["200 bytes"],
    },
    {
      name: "a name without an end",
      bytes: Uint8Array.from([0x80, 2, 0x63, 0x6f, 0x73]),
      code: "truncated",
      says: ["ends at byte 5"],
    },
    {
      name: "an OrderedDict of a text",
      bytes: pickle(call(global("collections", "OrderedDict"), string("x"))),
      code: "bad-header",
      says: ["a list of pairs"],
    },
    {
      name: "a tensor of nothing",
      bytes: pickle(call(global("torch._utils", "_rebuild_tensor_v2"))),
      code: "bad-header",
      says: ["a tensor of None"],
    },
    {
      name: "millions of opcodes",
      bytes: pickle(Array<number>(2_000_001).fill(0x4e)),
      code: "too-large",
      says: ["2000000 opcodes"],
    },
  ];
  for (const { name, bytes, code, says } of refused) {
    it(`refuses ${name}`, () =>
      expectError(
        Promise.resolve().then(() => read(bytes)),
        code,
        says,
      ));
  }

  it("reads values within values, however deep, without recursion", () => {
    // A tuple of a tuple, 200,000 times.
    let value = read(pickle(NONE, Array<number>(200_000).fill(0x85)));
    for (let depth = 0; depth < 200_000; depth += 1) value = (value as PickleTuple).items[0];
    assert.equal(value, null);
  });

  it("takes no more memory for values that hold each other twice, again and again", () => {
    // Written out it would be 2^1000 values.
    const twice: Part = [0x71, 0, 0x68, 0, 0x86];
    const value = read(pickle(NONE, Array<Part>(1_000).fill(twice).flat())) as PickleTuple;
    assert.equal(value.items[0], value.items[1]);
  });

  it("reads a list that holds itself", () => {
    const list = read(pickle([0x5d, 0x71, 0, 0x68, 0, 0x61])) as PickleList;
    assert.equal(list.items[0], list);
  });
});
