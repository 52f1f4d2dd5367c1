import { keepAgreement, type Subject } from "../agreement/keptAgreement";
import { measureAgreement, type Measured } from "../agreement/measureAgreement";
import { CPU } from "../protocol/device";
import type { Turn } from "../steps/scheduler";
import { createExactWeights } from "../weights/createExactWeights";
import { createReadouts, type ReadoutOptions } from "./createReadouts";
import { openInt8, type WeightsChosen, type WeightsInUse, type WeightsWanted } from "./prepareWeights";

export interface MeasureOptions
  extends
    Pick<ReadoutOptions, "threads" | "runtime">,
    Pick<Measured, "tokenizer" | "has">,
    Pick<WeightsWanted, "checkPath"> {
  readonly subject: Subject;
}

/** The measuring of one loaded model: at most once, unless it fails. */
export class Measuring {
  readonly #options: Omit<MeasureOptions, "subject">;
  readonly #known: Pick<WeightsChosen, "subject" | "agreement">;
  #progress: "not" | "now" | "done" = "not";

  constructor(options: Omit<MeasureOptions, "subject">, known: Pick<WeightsChosen, "subject" | "agreement">) {
    this.#options = options;
    this.#known = known;
  }

  get isDone(): boolean {
    return this.#progress === "done";
  }

  /** See `LoadedModel.measure`. */
  async run(turn: Turn, again = false): Promise<void> {
    const { subject, agreement } = this.#known;
    // Does not wait for another call, which may be waiting for a turn that comes only after this call ends.
    if (subject === undefined || this.#progress !== "not" || (agreement !== undefined && !again)) return;
    this.#progress = "now";
    try {
      await measureModel({ ...this.#options, subject }, turn);
      this.#progress = "done";
    } finally {
      if (this.#progress === "now") this.#progress = "not";
    }
  }
}

/**
 * Measures a model in sessions of its own, and keeps the outcome beside its int8 weights.
 *
 * @throws {ModelError} `failed` if the weights cannot be kept or do not answer; {CheckpointError} `changed`; what `turn` throws.
 */
async function measureModel({ subject, ...options }: MeasureOptions, turn: Turn): Promise<void> {
  const { checkpoint } = subject;
  const { threads, runtime, tokenizer, has } = options;
  const open = ({ weights, precision }: WeightsInUse) =>
    createReadouts({ checkpoint, threads, runtime, ...weights, device: CPU, precision });
  const int8 = open(await openInt8(subject, options));
  const fp32 = open({ weights: createExactWeights(checkpoint), precision: "fp32" });
  try {
    const { maxTokens, segments } = checkpoint.config;
    await keepAgreement(subject, await measureAgreement({ tokenizer, has, maxTokens, segments, fp32, int8 }, turn));
  } finally {
    await int8.dispose();
    await fp32.dispose();
  }
}
