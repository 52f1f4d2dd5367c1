import type { Finding } from "./finding";
import { findPreferredFix } from "./findPreferredFix";
import type { ReplaceFix } from "./fix";
import { dropOverlapping } from "./listSureFixes";
import { normalizePair } from "./normalizePair";

type WordFinding = Pick<Finding, "rule" | "word" | "fixes">;

/** The preferred fixes of all findings that say the same of the same words, in document order. */
export function listAlikeFixes(finding: WordFinding, all: readonly WordFinding[]): readonly ReplaceFix[] {
  const key = findKey(finding);
  if (key === undefined) return [];
  const alike = all.filter((each) => findKey(each) === key);
  return dropOverlapping(alike.flatMap(({ fixes }) => findPreferredFix(fixes) ?? []));
}

function findKey({ rule, word }: WordFinding): string | undefined {
  return word && [rule, word.written, word.meant].map(normalizePair).join("\n");
}
