import type { Answered } from "./exportRecord";

export type Cell = string | number;

/** The first row names the columns. */
export type Table = readonly (readonly Cell[])[];

/**
 * The numbers of a view as a table: a row for each pair of tokens, for each head, for each vector; of what has no table of
 * its own, a row for each number, with its place in the answer.
 */
export function listTable(answered: readonly Answered[]): Table {
  const [only, ...more] = answered;
  const own = only && more.length === 0 ? TABLES[only.kind]?.(only.answer as never) : undefined;
  return own ?? [["place", "value"], ...answered.flatMap(({ kind, answer }) => listValues(answer, kind))];
}

interface Tokens {
  readonly tokens: readonly { readonly text: string }[];
}
interface Attention extends Tokens {
  /** T rows of T weights, or T·T weights. */
  readonly attention: readonly (number | readonly number[])[];
}
interface Heads {
  readonly layers: readonly (readonly { readonly shares: Readonly<Record<string, number>> }[])[];
}
interface Vectors extends Tokens {
  readonly layers: readonly { readonly points: readonly (readonly number[])[] }[];
}

/** By the kind of request. */
const TABLES: Readonly<Partial<Record<string, (answer: never) => Table>>> = {
  attention: ({ tokens, attention }: Attention) => [
    ["from", "from_token", "to", "to_token", "weight"],
    ...attention.flat().map((weight, i) => {
      const [from, to] = [Math.floor(i / tokens.length), i % tokens.length];
      return [from, tokens[from]?.text ?? "", to, tokens[to]?.text ?? "", weight];
    }),
  ],
  heads: ({ layers }: Heads) => {
    const places = Object.keys(layers[0]?.[0]?.shares ?? {});
    return [
      ["layer", "head", ...places],
      ...layers.flatMap((heads, layer) =>
        heads.map(({ shares }, head) => [layer, head, ...places.map((place) => shares[place] ?? NaN)]),
      ),
    ];
  },
  vectors: ({ tokens, layers }: Vectors) => [
    ["layer", "position", "token", "x", "y"],
    ...layers.flatMap(({ points }, layer) =>
      points.map(([x = NaN, y = NaN], position) => [layer, position, tokens[position]?.text ?? "", x, y]),
    ),
  ],
};

function listValues(value: unknown, place: string): readonly (readonly Cell[])[] {
  if (typeof value !== "object" || value === null) {
    return [[place, typeof value === "number" ? value : String(value)]];
  }
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([name, part]) =>
    listValues(part, isList ? `${place}[${name}]` : `${place}.${name}`),
  );
}
