/** Parts of a pickle, from which tests make such as no library writes. */
export type Part = readonly number[];

const text = (value: string): Part => [...Buffer.from(value)];
const uint32 = (value: number): Part => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return [...bytes];
};

export const MARK: Part = [0x28];
export const NONE: Part = [0x4e];
export const REDUCE: Part = [0x52];
export const BUILD: Part = [0x62];
export const TUPLE: Part = [0x74];
export const EMPTY_TUPLE: Part = [0x29];
export const EMPTY_DICT: Part = [0x7d];
export const SET_ITEM: Part = [0x73];
export const BINPERSID: Part = [0x51];
export const STOP: Part = [0x2e];

export const string = (value: string): Part => [0x58, ...uint32(Buffer.byteLength(value)), ...text(value)];
export const integer = (value: number): Part => [0x4a, ...uint32(value >>> 0)];
export const global = (module: string, name: string): Part => [0x63, ...text(`${module}\n${name}\n`)];
export const tuple = (...items: readonly Part[]): Part => [...MARK, ...items.flat(), ...TUPLE];
export const call = (callee: Part, ...args: readonly Part[]): Part => [...callee, ...tuple(...args), ...REDUCE];

/** A whole pickle. */
export const pickle = (...parts: readonly Part[]): Uint8Array => Uint8Array.from([0x80, 2, ...parts.flat(), ...STOP]);

export interface TensorParts {
  readonly type?: string;
  readonly key?: string;
  /** Elements of the storage. */
  readonly elements?: number;
  readonly offset?: Part;
  readonly shape?: readonly number[];
  readonly strides?: readonly number[];
}

/** By default a tensor [2, 2] that is all of the storage "0". */
export function tensor({ type, key, elements, offset, shape, strides }: TensorParts = {}): Part {
  const storage = tuple(
    string("storage"),
    global("torch", type ?? "FloatStorage"),
    string(key ?? "0"),
    string("cpu"),
    integer(elements ?? 4),
  );
  return call(
    global("torch._utils", "_rebuild_tensor_v2"),
    [...storage, ...BINPERSID],
    offset ?? integer(0),
    tuple(...(shape ?? [2, 2]).map(integer)),
    tuple(...(strides ?? [2, 1]).map(integer)),
    [0x89],
    call(global("collections", "OrderedDict")),
  );
}

/** A dict of these entries. */
export const dict = (entries: Readonly<Record<string, Part>>): Part => [
  ...EMPTY_DICT,
  ...Object.entries(entries).flatMap(([name, value]) => [...string(name), ...value, ...SET_ITEM]),
];
