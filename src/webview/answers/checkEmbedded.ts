import type { PanelInput } from "../messages";
import type { EmbeddedInput } from "../messages/embeddedInput";
import { PageError } from "../pageError";

/** @throws {PageError} `bad-embedded` unless there are T finite lengths of each kind, and windows within the limit. */
export function checkEmbedded({ tokens }: PanelInput, answer: EmbeddedInput): EmbeddedInput {
  const fail = (what: string) => new PageError("bad-embedded", `embeddings: ${what}`);
  const { tables, sums, outputs, windows, limit, total } = answer;
  const lists = [
    ...tables.map(({ table, lengths }) => [table, lengths] as const),
    ["sums", sums],
    ["outputs", outputs],
  ];
  for (const [name, lengths] of lists as readonly (readonly [string, readonly number[]])[]) {
    if (lengths.length !== tokens.length) throw fail(`${lengths.length} of ${name}, expected ${tokens.length}`);
    const wrong = lengths.find((length) => !(length >= 0 && length < Infinity));
    if (wrong !== undefined) throw fail(`length ${wrong} of ${name}, expected 0 or more`);
  }
  if (!(limit > 0 && total > 0)) throw fail(`${total} tokens of at most ${limit}, expected 1 or more`);
  const large = windows.find((window) => !(window.tokens > 0 && window.tokens <= limit));
  if (large) throw fail(`a window of ${large.tokens} tokens, expected 1 to ${limit}`);
  return answer;
}
