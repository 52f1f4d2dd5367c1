import { type AskedSide, startSide } from "./askSide";
import type { BenchModel } from "./benchModel";
import type { Programs } from "./bundlePrograms";

export const CONTENDERS = ["int8", "fp32", "theirs fp32", "theirs q8"] as const;
export type Contender = (typeof CONTENDERS)[number];

export interface Setting {
  readonly threads: number;
  readonly programs: Pick<Programs, "cloze" | "transformers">;
  /** Entry file of transformers.js. */
  readonly entry: string;
  readonly cacheFolder: string;
}

/** Starts one contender's process on one model; nothing is loaded before the first question. */
export function startContender(
  contender: Contender,
  { folder, exported }: BenchModel,
  { programs, threads, entry, cacheFolder }: Setting,
): AskedSide {
  const isOurs = contender === "int8" || contender === "fp32";
  const precision = contender.endsWith("fp32") ? "fp32" : "int8";
  const options = { precision, threads, folder, exported, entry, cacheFolder } as const;
  return startSide(isOurs ? programs.cloze : programs.transformers, options);
}

/** Starts all, and ends them whatever happens. */
export async function withContenders<K extends Contender, T>(
  names: readonly K[],
  start: (name: K) => AskedSide,
  use: (sides: Readonly<Record<K, AskedSide>>) => Promise<T>,
): Promise<T> {
  const sides = names.map((name) => [name, start(name)] as const);
  try {
    return await use(Object.fromEntries(sides) as unknown as Record<K, AskedSide>);
  } finally {
    await Promise.all(sides.map(([, side]) => side.end()));
  }
}
