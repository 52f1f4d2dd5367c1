import * as l10n from "@vscode/l10n";
import type { Encoding } from "../../tokenizer/encoding";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import { countAdded } from "../sequences/countAdded";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment, type Segment } from "../sequences/readSegment";

/**
 * Two texts as the input of a model that judges them together. Of a pair that is too long, the beginning of each is read.
 *
 * @throws {TaskError} `bad-option` for a text without words.
 */
export function fitPair(
  { tokenizer, info }: Model,
  text: string,
  pair: string,
): { readonly encoding: Encoding; readonly read: PartRead | undefined } {
  const [a, b] = [text, pair].map((each, side) => {
    const segment = readSegment(tokenizer, each, { specials: "none" });
    if (segment.length > 0) return segment;
    throw new TaskError(
      "bad-option",
      side === 0
        ? l10n.t("the text has no words, expected at least one")
        : l10n.t("the second text has no words, expected at least one"),
    );
  }) as [Segment, Segment];
  const fitted = fitSegments(a, b, { maxTokens: info.maxTokens, added: countAdded(tokenizer, b), keep: "start" });
  return { encoding: joinSegments(tokenizer, fitted.a, fitted.b), read: fitted.read };
}
