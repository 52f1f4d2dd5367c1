import * as l10n from "@vscode/l10n";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { softmax } from "../model/softmax";
import { TaskError } from "../model/taskError";
import { fitSegments } from "../sequences/fitSegments";
import { joinSegments } from "../sequences/joinSegments";
import { readSegment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import { drawPairs } from "./drawPairs";
import type { PairsParams, PairsResult } from "./pairsRequest";

/**
 * Draws pairs of a document's sentences, and asks of each whether the second follows. Over the model's limit the first keeps
 * its end and the second its start, as in `scorePair`.
 *
 * @throws {TaskError} `bad-option` for sentences of which fewer than three differ, a sentence without tokens, a bad seed or
 * count; {ModelError} `no-readout` without a next-sentence readout.
 */
export async function scorePairs(model: Model, request: PairsParams): Promise<PairsResult> {
  const { tokenizer, info } = model;
  const { sentences, seed = 0 } = request;
  if (!Number.isSafeInteger(seed))
    throw new TaskError("bad-option", l10n.t("seed is {0}, expected a whole number", seed));
  const count = checkWhole("count", request.count ?? 10, 1, 100);
  const different = new Set(sentences).size;
  if (different < 3) {
    throw new TaskError(
      "bad-option",
      l10n.t("{0} different sentences, expected at least three to draw pairs from", different),
    );
  }
  const read = (index: number) => {
    const segment = readSegment(tokenizer, sentences[index] ?? "");
    if (segment.length > 0) return segment;
    throw new TaskError("bad-option", l10n.t("sentence {0} has no tokens, expected at least one", index));
  };
  const pairs = drawPairs(sentences, { count, seed });
  const inputs = pairs.map(({ first, second }) => {
    const room = { maxTokens: info.maxTokens, added: tokenizer.addedTokens.pair, keep: "end" } as const;
    const { a, b } = fitSegments(read(first), read(second), room);
    return toInput(joinSegments(tokenizer, a, b));
  });
  const { nsp = [] } = await model.run({ inputs, nsp: true });
  return {
    pairs: pairs.map((pair, i) => ({ ...pair, isNext: softmax(nsp[i] ?? new Float32Array())[0] ?? NaN })),
    precision: info.precision,
  };
}
