import { computeMax } from "../../tasks/model/computeMax";
import type { Model, ModelInfo, ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";
import { softmax } from "../../tasks/model/softmax";
import type { Agreement } from "../../tasks/schemas/agreementSchema";
import type { Token, Tokenizer } from "../../tokenizer/encoding";
import type { Turn } from "../steps/scheduler";
import { OWN_SENTENCES } from "./ownSentences";

export interface Measured {
  readonly tokenizer: Tokenizer;
  readonly has: Pick<ModelInfo["has"], "mlm" | "nsp" | "classifier">;
  readonly maxTokens: number;
  /** Most segments of a sequence. */
  readonly segments: number;
  readonly fp32: Pick<Model, "run">;
  readonly int8: Pick<Model, "run">;
}

/** Words hidden in each sentence, one at a time: those at these shares of its length. */
const HIDDEN = [1 / 3, 2 / 3];

/**
 * Asks a model the same questions in both precisions: words hidden in sentences, the label of each sentence, and whether
 * the next one follows it.
 *
 * @param turn - Taken before each sentence.
 */
export async function measureAgreement(model: Measured, turn: Turn): Promise<Agreement> {
  const [choices, labels] = [new Count(), new Count()];
  for (const [index, sentence] of OWN_SENTENCES.entries()) {
    for (const request of buildRequests(model, sentence, OWN_SENTENCES[index + 1] ?? sentence)) {
      await turn();
      const exact = await model.fp32.run(request);
      const found = await model.int8.run(request);
      for (const [part, count] of [
        ["mlm", choices],
        ["classifier", labels],
        ["nsp", labels],
      ] as const) {
        exact[part]?.forEach((logits, row) => count.add(logits, found[part]?.[row]));
      }
    }
  }
  return {
    places: choices.total,
    firstChoices: choices.share,
    judged: labels.total,
    labels: labels.share,
    difference: Math.max(choices.difference, labels.difference),
  };
}

function buildRequests(
  { tokenizer, has, maxTokens, segments }: Measured,
  sentence: string,
  next: string,
): readonly ModelRequest[] {
  const tokens = tokenizer.encode(sentence).tokens.slice(0, maxTokens);
  const requests: ModelRequest[] = [];
  const mask = tokenizer.vocabulary.specials.mask?.id;
  if (has.mlm && mask !== undefined) {
    const places = HIDDEN.map((share) => Math.floor(share * tokens.length));
    requests.push({
      inputs: places.map((place) => hide(toInput(tokens), place, mask)),
      mlm: places.map((position, input) => ({ input, position })),
    });
  }
  if (has.classifier) requests.push({ inputs: [toInput(tokens)], classifier: true });
  if (has.nsp && segments !== 1) {
    const pair = tokenizer.encodePair(sentence, next).tokens.slice(0, maxTokens);
    requests.push({ inputs: [toInput(pair)], nsp: true });
  }
  return requests;
}

function toInput(tokens: readonly Token[]): ModelInput {
  return { ids: tokens.map(({ id }) => id), segments: tokens.map(({ segment }) => segment) };
}

function hide({ ids, segments }: ModelInput, place: number, mask: number): ModelInput {
  return { ids: ids.map((id, at) => (at === place ? mask : id)), segments };
}

/** How often the largest of some logits is the same, and how far its probability is off. */
class Count {
  total = 0;
  difference = 0;
  #same = 0;

  get share(): number {
    return this.total === 0 ? 1 : this.#same / this.total;
  }

  add(exact: Float32Array, found: NonNullable<ModelOutput["mlm"]>[number] | undefined): void {
    if (found?.length !== exact.length) throw new RangeError(`${found?.length ?? 0} logits, expected ${exact.length}`);
    const best = exact.indexOf(computeMax(exact));
    this.total += 1;
    this.#same += Number(found.indexOf(computeMax(found)) === best);
    const difference = Math.abs((softmax(exact)[best] ?? NaN) - (softmax(found)[best] ?? NaN));
    this.difference = Math.max(this.difference, difference);
  }
}
