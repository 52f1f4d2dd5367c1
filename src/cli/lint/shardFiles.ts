import { CliError } from "../cliError";

/** One of `of` parts of a check, 1..of. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

const MOST_SHARDS = 10_000;

/** @throws {CliError} `bad-usage` */
export function readShard(value: string): Shard {
  const [, part, of] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(value) ?? []).map(Number);
  if (part === undefined || of === undefined || part > of || of > MOST_SHARDS) {
    throw new CliError("bad-usage", `--shard is "${value}", expected i/n with 1 ≤ i ≤ n ≤ ${MOST_SHARDS}, as in 2/5`);
  }
  return { part, of };
}

/**
 * The files of a part: every `of`-th in the order of their names. Parts are disjoint, differ by one file at most, and are
 * the same on every machine that has the same files, whatever their sizes and the order in which they were named.
 */
export function shardFiles<T>(files: readonly T[], { part, of }: Shard, nameOf: (file: T) => string): readonly T[] {
  const names = new Map(files.map((file) => [file, nameOf(file).replaceAll("\\", "/")]));
  const sorted = [...files].sort((a, b) => ((names.get(a) ?? "") < (names.get(b) ?? "") ? -1 : 1));
  return sorted.filter((_, index) => index % of === part - 1);
}
