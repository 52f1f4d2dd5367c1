/** What of WebAssembly is used; its types are those of browsers. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly dots: Dots } };
}

/** Memory that grows by pages. Growing detaches every array over `buffer`. */
export interface DotMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
export const PAGE_BYTES = 65_536;

/**
 * Writes the dot products of one vector of 16-bit numbers and of some rows of 8-bit numbers, as int32. All are places in
 * bytes: a sum of 16-bit numbers up to 4095 and of 8-bit numbers fits into 32 bits for vectors of 4,096 numbers.
 *
 * @param query - Place of int16 [stride].
 * @param base - Place of row 0, int8 [stride].
 * @param rows - Place of int32 [count]: which rows.
 * @param stride - Bytes of a row, a multiple of 16.
 * @param out - Place of int32 [count].
 */
export type Dots = (
  ...places: readonly [query: number, base: number, rows: number, count: number, stride: number, out: number]
) => void;

/**
 * A loop over 16 numbers at a time, which JavaScript has no words for: it compares a sentence with 100,000 others in a
 * tenth of the time (docs/similar.md, _How fast_).
 */
export function createDotKernel(): { readonly memory: DotMemory; readonly dots: Dots } {
  const { Module, Instance, Memory } = (
    globalThis as unknown as { WebAssembly: Assembly & { readonly Memory: new (limits: object) => DotMemory } }
  ).WebAssembly;
  const memory = new Memory({ initial: 1 });
  const { dots } = new Instance(new Module(writeModule()), { e: { m: memory } }).exports;
  return { memory, dots };
}

// Parameters and variables, by their indices.
const [QUERY, BASE, ROWS, COUNT, STRIDE, OUT, PLACE, END, READ, SUMS, ROW] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
] as const;
const [I32, V128, VOID] = [0x7f, 0x7b, 0x40] as const;

// Instructions. Source: WebAssembly Core Specification 2.0, appendix "Index of Instructions".
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const constant = (value: number) => [0x41, value];
const [ADD, SUBTRACT, MULTIPLY, IS_ZERO, IS_LESS] = [[0x6a], [0x6b], [0x6c], [0x45], [0x49]] as const;
const [BLOCK, LOOP, FINISH] = [[0x02, VOID], [0x03, VOID], [0x0b]] as const;
const branch = (depth: number) => [0x0c, depth];
const branchIf = (depth: number) => [0x0d, depth];
const LOAD = [0x28, 2, 0];
const STORE = [0x36, 2, 0];
const loadVector = (offset: number) => [0xfd, 0x00, 0, offset];
const ZEROS = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const WIDEN_LOW = [0xfd, 0x87, 0x01];
const WIDEN_HIGH = [0xfd, 0x88, 0x01];
const DOT = [0xfd, 0xba, 0x01];
const ADD_LANES = [0xfd, 0xae, 0x01];
const lane = (index: number) => [...get(SUMS), 0xfd, 0x1b, index];
const move = (local: number, by: number) => [...get(local), ...constant(by), ...ADD, ...set(local)];

/** 16 numbers of a row, in two halves of 8 that are as wide as those of the query. */
const SIXTEEN = [
  ...get(SUMS),
  ...[get(READ), loadVector(0), get(PLACE), loadVector(0), tee(ROW), WIDEN_LOW, DOT, ADD_LANES].flat(),
  ...[get(READ), loadVector(16), get(ROW), WIDEN_HIGH, DOT, ADD_LANES].flat(),
  ...set(SUMS),
  ...move(READ, 32),
  ...[get(PLACE), constant(16), ADD, tee(PLACE), get(END), IS_LESS].flat(),
];

const BODY = [
  ...[BLOCK, LOOP].flat(),
  ...[get(COUNT), IS_ZERO, branchIf(1)].flat(),
  ...[get(BASE), get(ROWS), LOAD, get(STRIDE), MULTIPLY, ADD, tee(PLACE), get(STRIDE), ADD, set(END)].flat(),
  ...[get(QUERY), set(READ), ZEROS, set(SUMS)].flat(),
  ...[LOOP, SIXTEEN, branchIf(0), FINISH].flat(),
  ...[get(OUT), lane(0), lane(1), ADD, lane(2), ADD, lane(3), ADD, STORE].flat(),
  ...move(OUT, 4),
  ...move(ROWS, 4),
  ...[get(COUNT), constant(1), SUBTRACT, set(COUNT)].flat(),
  ...[branch(0), FINISH, FINISH, FINISH].flat(),
];

function writeModule(): Uint8Array {
  const parameters = [QUERY, BASE, ROWS, COUNT, STRIDE, OUT].map(() => I32);
  const variables = [
    [[PLACE, END, READ].length, I32],
    [[SUMS, ROW].length, V128],
  ];
  const code = [variables.length, ...variables.flat(), ...BODY];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...writeSection(1, [1, 0x60, parameters.length, ...parameters, 0]),
    ...writeSection(2, [1, ...writeName("e"), ...writeName("m"), 0x02, 0, 1]),
    ...writeSection(3, [1, 0]),
    ...writeSection(7, [1, ...writeName("dots"), 0, 0]),
    ...writeSection(10, [1, ...writeLength(code.length), ...code]),
  ]);
}

function writeSection(id: number, content: readonly number[]): readonly number[] {
  return [id, ...writeLength(content.length), ...content];
}

function writeName(name: string): readonly number[] {
  return [name.length, ...Buffer.from(name)];
}

/** LEB128, for lengths below 16,384. */
function writeLength(length: number): readonly number[] {
  return length < 128 ? [length] : [(length & 127) | 128, length >> 7];
}
