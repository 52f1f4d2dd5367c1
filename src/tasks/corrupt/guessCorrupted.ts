import type { ValueOf } from "../../schema/requestSchema";
import type { Token } from "../../tokenizer/encoding";
import type { maskedSchema } from "../mask/maskRequest";
import type { Model } from "../model/model";
import { readGuess } from "../model/readGuess";
import { toInput } from "../sequences/toInput";
import type { CorruptedPiece } from "./drawCorruption";

export type Guess = ValueOf<typeof maskedSchema>;

export interface CorruptedText {
  /** Of the text as it is. */
  readonly tokens: readonly Token[];
  readonly drawn: readonly Pick<CorruptedPiece, "position" | "id">[];
  /** How many guesses are wanted for each piece. */
  readonly top: number;
}

/** What the model would write at each drawn place of the corrupted text, in their order. */
export async function guessCorrupted(model: Model, { tokens, drawn, top }: CorruptedText): Promise<readonly Guess[]> {
  const clean = toInput({ tokens });
  const ids = [...clean.ids];
  for (const { position, id } of drawn) ids[position] = id;
  const { mlm = [] } = await model.run({
    inputs: [{ ...clean, ids }],
    mlm: drawn.map(({ position }) => ({ input: 0, position })),
    exact: true,
  });
  return drawn.map(({ position }, i) => {
    const { id, text } = tokens[position] ?? { id: NaN, text: "" };
    return { position, ...readGuess(model.tokenizer.vocabulary, mlm[i] ?? new Float32Array(), { id, text, top }) };
  });
}

/** The mean of −ln P(piece of the text): BERT's loss of masked language modelling. */
export function computeLoss(guesses: readonly Guess[]): number {
  return -guesses.reduce((sum, { original }) => sum + Math.log(original.probability), 0) / guesses.length;
}
