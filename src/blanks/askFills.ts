import * as l10n from "@vscode/l10n";
import type { EngineClient } from "../engine/client/engineClient";
import { EngineError } from "../engine/protocol/engineError";
import type { Requests } from "../engine/protocol/protocol";
import type { FillContext } from "./fillContext";

/** A word for each mask, and how likely they are together. */
export interface Choice {
  readonly texts: readonly string[];
  readonly probability: number;
}

/** What the model would write at one mask, or at several together. */
export interface Fills {
  /** Most probable first. */
  readonly fills: readonly Choice[];
  /** What stands in the text now, if it is no blank; of one word also its rank. */
  readonly original?: (Choice & { readonly rank?: number }) | undefined;
  /** What was read around the text. */
  readonly context?: Requests["joint"]["result"]["context"];
}

/** Most word pieces of a fill. Each further piece costs another run of the model, so masks together take one each. */
const MAX_PIECES = 2;

export interface FillServices {
  readonly engine: Pick<EngineClient, "request">;
  /** See `LintModels`. */
  readonly models: { resolve(purpose: "text"): Promise<string> };
}

interface AskOptions {
  /** Fills wanted. */
  readonly top?: number;
  /** Score this choice only. */
  readonly target?: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Asks the model of the settings what it would write at the masks of a context. Every place that shows fills in an
 * editor asks here, so that all of them show the same.
 *
 * @throws {EngineError} Among others `cancelled`, and `bad-target` for a choice that the vocabulary cannot spell.
 */
export async function askFills(
  { engine, models }: FillServices,
  { text, before, after, words, targets: masked }: FillContext,
  { top, target, signal }: AskOptions,
): Promise<Fills> {
  const model = await models.resolve("text");
  const masks = masked.map(({ mask }) => mask);
  const params = { model, text, masks, before, after, words, ...(top !== undefined && { top }) };
  if (masks.length > 1) {
    return engine.request("joint", { ...params, ...(target && { targets: [target] }) }, { signal });
  }
  const asked = { ...params, maxPieces: MAX_PIECES, ...(target && { targets: target }) };
  const [mask] = (await engine.request("fill", asked, { signal })).masks;
  if (!mask) throw new EngineError("failed", l10n.t("the model found nothing to fill here"));
  const { fills, original, context } = mask;
  return {
    fills: fills.map(({ text: word, probability }) => ({ texts: [word], probability })),
    original: original && { texts: [original.text], probability: original.probability, rank: original.rank },
    context,
  };
}
