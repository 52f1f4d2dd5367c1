import type { ModelRequest } from "../tasks/model";

/** One sequence of a batch. */
export interface BatchMember {
  /** Index among the request's inputs. */
  readonly input: number;
  /** Indices among the request's MLM positions, of those in this sequence. */
  readonly mlm: readonly number[];
}

/** Tokens of one batch, unless a sequence alone is longer: what one run holds the thread for. */
const BATCH_TOKENS = 256;

/**
 * Groups sequences that may share a run of the heads.
 *
 * Those of equal length with equally many MLM positions do: then nothing is padded, every product has the same shape
 * for each sequence as it has for that sequence alone, and the answer is the same bit for bit.
 */
export function planBatches({ inputs, mlm = [] }: ModelRequest): readonly (readonly BatchMember[])[] {
  const members = inputs.map((_, input) => ({ input, mlm: [] as number[] }));
  mlm.forEach(({ input }, index) => members[input]?.mlm.push(index));
  const groups = new Map<string, { readonly tokens: number; readonly members: BatchMember[] }>();
  for (const member of members) {
    const tokens = inputs[member.input]?.ids.length ?? 0;
    const key = `${tokens} ${member.mlm.length}`;
    const group = groups.get(key) ?? { tokens, members: [] };
    group.members.push(member);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => cut(group.members, Math.floor(BATCH_TOKENS / group.tokens)));
}

/** Pieces of `size` members; of one, if `size` is 0. */
function cut(members: readonly BatchMember[], size: number): readonly (readonly BatchMember[])[] {
  const step = Math.max(1, size);
  return Array.from({ length: Math.ceil(members.length / step) }, (_, index) =>
    members.slice(index * step, (index + 1) * step),
  );
}
