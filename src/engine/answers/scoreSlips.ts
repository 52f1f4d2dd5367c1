import type { Model, ModelInput, ModelOutput } from "../../tasks/model/model";
import { isMaskedQuestion, type MaskedQuestion } from "../../tasks/slips/maskedQuestion";
import { readLexicon } from "../../tasks/slips/readLexicon";
import { buildSecondQuestion } from "../../tasks/slips/secondQuestion";
import type { SlipReading } from "../../tasks/slips/slipDraft";
import { buildSlipQuestion, type SlipKit, type SlipQuestion } from "../../tasks/slips/slipQuestion";
import type { FoundSlips, SlipsParams, SlipsResult } from "../../tasks/slips/slipsRequest";
import type { LoadedModel } from "../model/loadedModel";
import { planBatches } from "../steps/planBatches";
import { runBatches } from "../steps/runBatches";
import type { Turn } from "../steps/scheduler";
import { splitSteps } from "../steps/splitSteps";
import type { Work } from "../steps/work";
import type { AnsweredModel } from "./answeredModel";
import { FoundAnswers } from "./foundAnswers";
import { planQuestions, sliceSentences } from "./planQuestions";
import { ToneAside } from "./toneAside";

/** A sentence as it is asked about. */
interface Named {
  readonly name: string;
  readonly sentence: string;
  readonly kit: SlipKit;
}

type Asked = Named & SlipQuestion;

/** A sentence of which a part was doubted, and the logits of that part found so far. */
interface Doubted {
  readonly name: string;
  readonly question: MaskedQuestion;
  readonly rows: Float32Array[];
  missing: number;
}

/**
 * The slips of each sentence, in order. Each sentence that is not known yet is read once, together with others of the
 * same number of tokens, one batch per step; what is doubted is then masked and read again, once or twice, batches of many
 * sentences together. The tone of a sentence, if the model can tell it, comes from the same run and is known from then on.
 */
export async function scoreSlips(
  answers: Pick<AnsweredModel, "model" | "slips" | "tones" | "sources">,
  { sentences, hidden }: Pick<SlipsParams, "sentences" | "hidden">,
  work: Work,
): Promise<SlipsResult[]> {
  const { model, slips, tones, sources } = answers;
  const lexicon = await readLexicon(model, sources);
  const named = new Map<string, Named>();
  const names = sentences.map((sentence, i) => {
    const name = nameSentence(sentence, hidden?.[i]);
    named.set(name, { name, sentence, kit: { model, lexicon, hidden: hidden?.[i] } });
    return name;
  });
  const found = new FoundAnswers<FoundSlips>(names, work.report);
  await Promise.all([slips.open(), tones.open()]);
  const reader = new SlipReader(answers, found);
  for await (const name of sliceSentences(found.sentences, work.turn)) {
    const each = named.get(name);
    if (each !== undefined) reader.ask(each);
  }
  await reader.readFirst(work.turn);
  await reader.readAgain(work.turn);
  const { precision } = model.info;
  return names.map((name) => ({ ...found.get(name), precision }));
}

/** Reads the sentences of one request. */
class SlipReader {
  readonly #model: LoadedModel;
  readonly #slips: AnsweredModel["slips"];
  readonly #aside: ToneAside;
  readonly #found: FoundAnswers<FoundSlips>;
  /** If the device fails meanwhile, the CPU reads the rest, and its answers are kept apart. */
  readonly #device: string;
  readonly #asked: Asked[] = [];
  #doubted: Doubted[] = [];

  constructor(
    { model, slips, tones }: Pick<AnsweredModel, "model" | "slips" | "tones">,
    found: FoundAnswers<FoundSlips>,
  ) {
    this.#model = model;
    this.#slips = slips;
    this.#found = found;
    this.#device = model.info.device;
    this.#aside = new ToneAside(model, tones);
  }

  ask(named: Named): void {
    if (this.#recall(named)) return;
    const question = buildSlipQuestion(named.kit, named.sentence);
    if (question.inputs.length === 0) this.#doubt(named, question.read({}));
    else this.#asked.push({ ...named, ...question });
  }

  async readFirst(turn: Turn): Promise<void> {
    const model = this.#model;
    const read = async (batch: readonly Asked[], run: Model["run"]) => {
      // Another request may have read the same sentences meanwhile.
      const open = batch.filter((each) => !this.#recall(each));
      if (open.length === 0) return;
      const asksTone = open.some((each) => this.#aside.isWanted(each));
      const output = await run({ ...joinQuestions(open), actions: true, ...(asksTone && { classifier: true }) });
      for (const [each, own] of cutOutput(open, output)) {
        if (model.info.device === this.#device) this.#aside.add(each, own.classifier);
        this.#doubt(each, each.read(own));
      }
    };
    if (this.#asked.length > 0) model.expect?.(this.#asked.length, { slips: true });
    const { batches, inWindows } = planQuestions(this.#asked, model.batchTokens);
    await runBatches(model, batches, turn, read);
    const stepped = splitSteps(model, turn);
    for (const question of inWindows) await read([question], (request) => stepped.run(request));
  }

  /** What is doubted, and then what that leaves undecided. */
  async readAgain(turn: Turn): Promise<void> {
    while (this.#doubted.length > 0) {
      const doubted = this.#doubted;
      this.#doubted = [];
      await this.#readMasked(doubted, turn);
    }
  }

  async #readMasked(doubted: readonly Doubted[], turn: Turn): Promise<void> {
    const model = this.#model;
    const masked = doubted.flatMap((owner) =>
      owner.question.masked.map(({ input, position }, index) => ({ owner, input, position, index })),
    );
    model.expect?.(masked.length);
    const lengths = masked.map(({ input }) => input.ids.length);
    const batches = planBatches(lengths, model.batchTokens).map((batch) => batch.flatMap((i) => masked[i] ?? []));
    await runBatches(model, batches, turn, async (batch, run) => {
      const mlm = batch.map(({ position }, input) => ({ input, position }));
      const { mlm: rows = [] } = await run({ inputs: batch.map(({ input }) => input), mlm });
      for (const [i, { owner, index }] of batch.entries()) {
        const row = rows[i];
        if (row === undefined) throw new RangeError(`${rows.length} rows, expected ${batch.length}`);
        owner.rows[index] = row;
        owner.missing -= 1;
        if (owner.missing === 0) this.#take(owner, owner.question.read(owner.rows.splice(0)));
      }
    });
  }

  #recall({ name }: Pick<Named, "name">): boolean {
    const answer = this.#slips.find(name);
    if (answer !== undefined) this.#found.add(name, answer);
    return answer !== undefined;
  }

  #doubt({ name, kit }: Named, reading: SlipReading): void {
    this.#take({ name }, buildSecondQuestion(kit, reading));
  }

  /** @param answer - What is found, or what is to be read before that can be said. */
  #take({ name }: Pick<Named, "name">, answer: FoundSlips | MaskedQuestion): void {
    if (isMaskedQuestion(answer)) {
      const missing = answer.masked.length;
      if (missing === 0) this.#take({ name }, answer.read([]));
      else this.#doubted.push({ name, question: answer, rows: new Array<Float32Array>(missing), missing });
      return;
    }
    if (this.#model.info.device === this.#device) this.#slips.add(name, answer);
    this.#found.add(name, answer);
  }
}

/** What an answer is about: the sentence, and what is hidden behind its placeholders. */
export function nameSentence(sentence: string, hidden: SlipKit["hidden"]): string {
  return JSON.stringify(hidden === undefined ? [sentence] : [sentence, hidden.map(({ start, text }) => [start, text])]);
}

function joinQuestions(questions: readonly SlipQuestion[]) {
  const inputs: ModelInput[] = [];
  const candidates = questions.flatMap((question) => {
    const from = inputs.length;
    inputs.push(...question.inputs);
    return question.candidates.map((each) => ({ ...each, input: from + each.input }));
  });
  return { inputs, candidates };
}

/** @returns Each question with its part of the output. */
function cutOutput<Q extends SlipQuestion>(
  questions: readonly Q[],
  { candidates = [], actions = [], classifier }: ModelOutput,
): readonly (readonly [Q, Pick<ModelOutput, "candidates" | "actions" | "classifier">])[] {
  let [row, input] = [0, 0];
  return questions.map((question) => {
    const rows = candidates.slice(row, (row += question.candidates.length));
    const [from, to] = [input, (input += question.inputs.length)];
    const own = { candidates: rows, actions: actions.slice(from, to) };
    return [question, { ...own, ...(classifier && { classifier: classifier.slice(from, to) }) }];
  });
}
