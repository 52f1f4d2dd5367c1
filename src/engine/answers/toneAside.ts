import type { Model, ModelInput } from "../../tasks/model/model";
import { TaskError } from "../../tasks/model/taskError";
import { buildToneQuestion } from "../../tasks/tone/toneQuestion";
import type { AnsweredModel } from "./answeredModel";

/** A sentence that is read for something else. */
interface Read {
  readonly sentence: string;
  readonly inputs: readonly ModelInput[];
}

/** Tones of sentences that are read for something else, from the same runs. */
export class ToneAside {
  readonly #model: Pick<Model, "info" | "tokenizer">;
  readonly #tones: AnsweredModel["tones"];
  readonly #canTell: boolean;

  constructor(model: Pick<Model, "info" | "tokenizer">, tones: AnsweredModel["tones"]) {
    this.#model = model;
    this.#tones = tones;
    this.#canTell = canTell(model);
  }

  /** Whether a run that reads this should be asked for the classifier, too. */
  isWanted({ sentence }: Read): boolean {
    return this.#canTell && this.#tones.find(sentence) === undefined;
  }

  /** @param logits - One row of the classifier for each of the inputs; undefined if it was not asked for. */
  add({ sentence, inputs }: Read, logits: readonly Float32Array[] | undefined): void {
    if (logits === undefined || !this.#canTell) return;
    const question = buildToneQuestion(this.#model, sentence);
    // A long sentence is read in other windows for its tone.
    if (isSame(question.inputs, inputs)) this.#tones.add(sentence, question.read(logits));
  }
}

function canTell(model: Pick<Model, "info" | "tokenizer">): boolean {
  if (!model.info.has.classifier) return false;
  try {
    buildToneQuestion(model, "");
    return true;
  } catch (error) {
    // Its labels name no tones.
    if (error instanceof TaskError) return false;
    throw error;
  }
}

function isSame(some: readonly ModelInput[], others: readonly ModelInput[]): boolean {
  const listIds = (inputs: readonly ModelInput[]) => inputs.map(({ ids }) => ids.join(" ")).join(", ");
  return listIds(some) === listIds(others);
}
