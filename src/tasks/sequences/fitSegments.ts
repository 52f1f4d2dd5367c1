import * as l10n from "@vscode/l10n";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import { computeSegmentSpan, type Segment } from "./readSegment";

export interface Fitted {
  readonly a: Segment;
  readonly b?: Segment;
  /** Absent if everything fits. */
  readonly read?: PartRead;
}

export interface FitOptions {
  /** Most tokens of the sequence, [CLS] and [SEP]s included. */
  readonly maxTokens: number;
  /** How many of them are [CLS] and [SEP]s: `Tokenizer.addedTokens`. */
  readonly added: number;
  /** Which part of A is kept: its end, its start, or the tokens around that index. */
  readonly keep: "end" | "start" | number;
}

/**
 * Cuts A and B so that they fit into one sequence. B keeps its start, which is what follows A. The longer side is cut
 * first, down to half of the room.
 *
 * @throws {TaskError} `too-long` when `maxTokens` holds no token of either side.
 */
export function fitSegments(a: Segment, b: Segment | undefined, { maxTokens, added, keep }: FitOptions): Fitted {
  const room = maxTokens - added;
  if (room < (b === undefined ? 1 : 2)) {
    throw new TaskError(
      "too-long",
      l10n.t("the model takes {0} tokens, expected room for special tokens and text", maxTokens),
    );
  }
  if (a.length + (b?.length ?? 0) <= room) return b === undefined ? { a } : { a, b };
  const half = Math.floor(room / 2);
  const roomA = b === undefined ? room : room - Math.min(b.length, Math.max(half, room - a.length));
  const keptA = cut(a, roomA, keep);
  const keptB = b?.slice(0, room - keptA.length);
  const read = { windows: 1, span: computeSegmentSpan(keptA) };
  return keptB === undefined
    ? { a: keptA, read }
    : { a: keptA, b: keptB, read: { ...read, pair: computeSegmentSpan(keptB) } };
}

function cut(segment: Segment, room: number, keep: FitOptions["keep"]): Segment {
  if (segment.length <= room) return segment;
  if (keep === "start") return segment.slice(0, room);
  if (keep === "end") return segment.slice(-room);
  const start = Math.min(Math.max(0, keep - Math.floor(room / 2)), segment.length - room);
  return segment.slice(start, start + room);
}
