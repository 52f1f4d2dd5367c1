import type { ModelInput } from "../../tasks/model/model";
import { planBatches } from "../steps/planBatches";
import type { Turn } from "../steps/scheduler";

/** UTF-16 units that are looked up and tokenized in one step, which takes a few milliseconds. */
const SLICE_UNITS = 50_000;

/** Takes a turn now and then while sentences are gone through. */
export async function* sliceSentences(sentences: Iterable<string>, turn: Turn): AsyncGenerator<string> {
  let units = 0;
  for (const sentence of sentences) {
    if (units > SLICE_UNITS) {
      units = 0;
      await turn();
    }
    units += sentence.length;
    yield sentence;
  }
}

/** Something that a sentence is asked; its inputs are the windows of a long one. */
interface Question {
  readonly inputs: readonly ModelInput[];
}

export interface QuestionPlan<Q> {
  /** Questions of one input each, grouped by what shares a run. */
  readonly batches: readonly (readonly Q[])[];
  /** Questions of several inputs, each a job of its own. */
  readonly inWindows: readonly Q[];
}

export function planQuestions<Q extends Question>(
  asked: readonly Q[],
  batchTokens: number | undefined,
): QuestionPlan<Q> {
  const whole = asked.filter(({ inputs }) => inputs.length === 1);
  const lengths = whole.flatMap(({ inputs }) => inputs.map(({ ids }) => ids.length));
  return {
    batches: planBatches(lengths, batchTokens).map((batch) => batch.flatMap((index) => whole[index] ?? [])),
    inWindows: asked.filter(({ inputs }) => inputs.length > 1),
  };
}
