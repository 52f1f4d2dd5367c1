import type { Model } from "../../tasks/model/model";
import { buildToneQuestion, type ToneQuestion } from "../../tasks/tone/toneQuestion";
import { buildToneResult, type ToneReading } from "../../tasks/tone/toneReading";
import type { ToneResult } from "../../tasks/tone/toneRequest";
import { planBatches } from "../steps/planBatches";
import { runBatches } from "../steps/runBatches";
import type { Turn } from "../steps/scheduler";
import { splitSteps } from "../steps/splitSteps";
import type { Work } from "../steps/work";
import type { ToneModel } from "./toneModel";

/** UTF-16 units that are looked up and tokenized in one step, which takes a few milliseconds. */
const SLICE_UNITS = 50_000;

interface Asked extends ToneQuestion {
  readonly sentence: string;
}

/**
 * The tone of each sentence, in order. Each sentence that is not known yet is read once, together with others of the
 * same number of tokens, one batch per step. Its reading is known from then on, even if the request is cancelled.
 */
export async function scoreTones(
  { model, tones }: Pick<ToneModel, "model" | "tones">,
  sentences: readonly string[],
  { turn, report }: Work,
): Promise<readonly ToneResult[]> {
  const { device } = model.info;
  const found = new Found(sentences, report);
  const recall = (sentence: string): boolean => {
    const reading = tones.find(sentence);
    if (reading !== undefined) found.add(sentence, reading);
    return reading !== undefined;
  };
  await tones.open();
  const asked: Asked[] = [];
  for await (const sentence of slice(found.sentences, turn)) {
    if (!recall(sentence)) asked.push({ sentence, ...buildToneQuestion(model, sentence) });
  }
  const read = async (batch: readonly Asked[], run: Model["run"]) => {
    // Another request may have read the same sentences meanwhile.
    const open = batch.filter(({ sentence }) => !recall(sentence));
    if (open.length === 0) return;
    const { classifier = [] } = await run({ inputs: open.flatMap(({ inputs }) => inputs), classifier: true });
    let row = 0;
    for (const { sentence, inputs, read: readLogits } of open) {
      const reading = readLogits(classifier.slice(row, (row += inputs.length)));
      // If the device failed meanwhile, the CPU reads the rest, and its readings are kept apart.
      if (model.info.device === device) tones.add(sentence, reading);
      found.add(sentence, reading);
    }
  };
  model.expect?.(asked.length);
  const [whole, inWindows] = splitAsked(asked);
  await runBatches(model, planQuestions(whole, model.batchTokens), turn, read);
  const stepped = splitSteps(model, turn);
  for (const question of inWindows) await read([question], (request) => stepped.run(request));
  return sentences.map((sentence) => buildToneResult(model.info, sentence, found.get(sentence)));
}

/** The readings found so far for the sentences of one request. */
class Found {
  readonly #counts = new Map<string, number>();
  readonly #readings = new Map<string, ToneReading>();
  readonly #total: number;
  readonly #report: Work["report"];
  #done = 0;

  constructor(sentences: readonly string[], report: Work["report"]) {
    for (const sentence of sentences) this.#counts.set(sentence, (this.#counts.get(sentence) ?? 0) + 1);
    this.#total = sentences.length;
    this.#report = report;
  }

  /** The request's sentences, without repetitions. */
  get sentences(): Iterable<string> {
    return this.#counts.keys();
  }

  add(sentence: string, reading: ToneReading): void {
    this.#readings.set(sentence, reading);
    this.#done += this.#counts.get(sentence) ?? 0;
    this.#report(this.#done, this.#total);
  }

  get(sentence: string): ToneReading {
    const reading = this.#readings.get(sentence);
    if (reading === undefined) throw new RangeError("a sentence was not read");
    return reading;
  }
}

async function* slice(sentences: Iterable<string>, turn: Turn): AsyncGenerator<string> {
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

/** Groups the sentences that share a run. */
function planQuestions(whole: readonly Asked[], batchTokens: number | undefined): readonly (readonly Asked[])[] {
  const lengths = whole.flatMap(({ inputs }) => inputs.map(({ ids }) => ids.length));
  const batches = planBatches(lengths, batchTokens);
  return batches.map((batch) => batch.flatMap((index) => whole[index] ?? []));
}

/** Separates sentences of one sequence each from those that are read in windows. */
function splitAsked(asked: readonly Asked[]): readonly [readonly Asked[], readonly Asked[]] {
  return [asked.filter(({ inputs }) => inputs.length === 1), asked.filter(({ inputs }) => inputs.length !== 1)];
}
