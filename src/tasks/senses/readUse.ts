import * as l10n from "@vscode/l10n";
import type { Model, ModelInput } from "../model/model";
import { TaskError } from "../model/taskError";
import { countAdded } from "../sequences/countAdded";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import type { Use } from "./sensesRequest";

/** A use as the model reads it. */
export interface UseRead {
  readonly input: ModelInput;
  /** Positions of the word's pieces, at least one. */
  readonly pieces: readonly number[];
}

/**
 * The tokens of a sentence, and which are those of the word. Of a sentence over the model's limit, those around the word are
 * read.
 *
 * @throws {TaskError} `bad-span` for a range that no token has a part of.
 */
export function readUse({ tokenizer, info }: Pick<Model, "tokenizer" | "info">, { text, start, end }: Use): UseRead {
  const segment = readSegment(tokenizer, text, { specials: "none" });
  const isOwn = ({ span }: { readonly span: { readonly start: number; readonly end: number } }) =>
    span.start < end && start < span.end;
  const first = segment.findIndex(isOwn);
  if (first === -1) {
    throw new TaskError("bad-span", l10n.t("range {0} to {1} of a use holds no token, expected a word", start, end));
  }
  const fitted = fitSegments(segment, undefined, {
    maxTokens: info.maxTokens,
    added: countAdded(tokenizer, undefined),
    keep: first,
  });
  const sequence = joinSegments(tokenizer, fitted.a);
  const pieces = sequence.tokens.flatMap((token, position) =>
    token.word !== undefined && isOwn(token) ? [position] : [],
  );
  return { input: toInput(sequence), pieces };
}
