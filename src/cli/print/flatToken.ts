import type { Requests } from "../../engine/protocol/protocol";

type Token = Requests["tokens"]["result"]["tokens"][number];

/** A token as `--json` prints it; `start` and `end` in UTF-16 units of its segment's text. */
export interface FlatToken {
  readonly text: string;
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly segment: 0 | 1;
  readonly position: number;
}

export function flatToken({ text, id, span, segment, position }: Token): FlatToken {
  return { text, id, start: span.start, end: span.end, segment, position };
}
