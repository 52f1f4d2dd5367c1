import { setTimeout } from "node:timers/promises";
import type { AskedSide } from "./askSide";
import type { BenchModel } from "./benchModel";
import { type Agreement, checkFills, checkTones } from "./checkAgreement";
import { type Contender, CONTENDERS, type Setting, startContender, withContenders } from "./contenders";
import { hideWord, type Texts } from "./drawTexts";
import { interleave } from "./rounds";

const FILL_ROUNDS = 5;
const TONE_ROUNDS = 3;
const START_ROUNDS = 3;
/** Fills and tones that all contenders are asked for before they are timed: to compare, and for code to be compiled. */
const CHECKED = 40;
/** Texts asked of a side, untimed, before each of its turns. */
const WOKEN = 2;
/** Nobody is asked for that long before each turn. */
const REST_MS = 200;
/** Batch sizes tried for the other side, over that many sentences. */
const BATCHES = [1, 4, 16];
const BATCH_TRIAL = 48;
/** Fills before the peak of memory is read. */
const MEMORY_FILLS = 10;

/** Of one model; a number a round. */
export interface ModelFigures {
  readonly agreement: { readonly fill: Agreement; readonly tone: Agreement; readonly int8: Agreement };
  /** Milliseconds a sentence. */
  readonly fill: Readonly<Record<Contender, readonly number[]>>;
  readonly tone: Readonly<Record<"int8" | "theirs q8", readonly number[]>>;
  /** Milliseconds a sentence of the other side, by batch size. */
  readonly batches: Readonly<Record<string, number>>;
  /** Milliseconds from the start of a process to its first fill. */
  readonly start: Readonly<Record<Contender, readonly number[]>>;
  /** Bytes. */
  readonly memory: Readonly<Record<Contender, readonly number[]>>;
  /** `session.run` alone, as a share of the time of the task, milliseconds each a sentence. */
  readonly bare: Readonly<Record<"task" | "run", readonly number[]>>;
}

/** @throws {Error} when the two sides do not answer the same: then there is nothing to time. */
export async function measureModel(model: BenchModel, texts: Texts, setting: Setting): Promise<ModelFigures> {
  const start = (name: Contender) => startContender(name, model, setting);
  const { fill, tone } = model.counts;
  const masked = texts.sentences.slice(0, fill * FILL_ROUNDS + CHECKED).map(hideWord);
  const found = await withContenders(CONTENDERS, start, async (sides) => {
    const agreement = await checkSides(sides, { masked: masked.slice(0, CHECKED), sentences: texts.sentences });
    const fills = await interleave(FILL_ROUNDS, CONTENDERS, async (name, round) => {
      await wake(sides[name], "fill", masked);
      const from = CHECKED + round * fill;
      const asked = masked.slice(from, from + fill);
      return (await sides[name].ask({ kind: "fill", texts: asked })).ms / asked.length;
    });
    const bare = await measureBare(sides.int8, masked.slice(CHECKED, CHECKED + fill));
    return { agreement, fill: fills, bare, ...(await measureTone(sides, texts.sentences.slice(0, tone))) };
  });
  return { ...found, ...(await measureStarts(start, masked)) };
}

type Sides = Readonly<Record<Contender, AskedSide>>;

/** Loads all models, and compares their answers. */
async function checkSides(
  sides: Sides,
  { masked, sentences }: { readonly masked: readonly string[]; readonly sentences: readonly string[] },
): Promise<ModelFigures["agreement"]> {
  const fills = new Map<Contender, Awaited<ReturnType<AskedSide["ask"]>>["fills"]>();
  const tones = new Map<Contender, Awaited<ReturnType<AskedSide["ask"]>>["tones"]>();
  for (const name of CONTENDERS) {
    fills.set(name, (await sides[name].ask({ kind: "fill", texts: masked })).fills);
    const asked = { kind: "tone", texts: sentences.slice(0, CHECKED), batch: 1 } as const;
    tones.set(name, (await sides[name].ask(asked)).tones);
  }
  return {
    fill: checkFills(fills.get("fp32"), fills.get("theirs fp32")),
    tone: checkTones(tones.get("fp32"), tones.get("theirs fp32")),
    int8: checkFills(fills.get("int8"), fills.get("fp32"), { isExact: false }),
  };
}

async function measureTone(
  sides: Sides,
  sentences: readonly string[],
): Promise<Pick<ModelFigures, "tone" | "batches">> {
  const trial = sentences.slice(0, BATCH_TRIAL);
  const batches: Record<string, number> = {};
  for (const batch of BATCHES) {
    batches[batch] = (await sides["theirs q8"].ask({ kind: "tone", texts: trial, batch })).ms / trial.length;
  }
  const batch = BATCHES.reduce((best, each) => (batches[each]! < batches[best]! ? each : best));
  const tone = await interleave(TONE_ROUNDS, ["int8", "theirs q8"] as const, async (name) => {
    await wake(sides[name], "tone", sentences);
    return (await sides[name].ask({ kind: "tone", texts: sentences, batch })).ms / sentences.length;
  });
  return { batches, tone };
}

async function measureBare(side: AskedSide, masked: readonly string[]): Promise<ModelFigures["bare"]> {
  await side.ask({ kind: "bare", texts: masked.slice(0, 2) });
  return interleave(FILL_ROUNDS, ["task", "run"] as const, async (what) => {
    if (what === "task") return (await side.ask({ kind: "fill", texts: masked })).ms / masked.length;
    return (await side.ask({ kind: "bare", texts: masked })).value! / masked.length;
  });
}

/**
 * While one side was asked, the system may have taken memory back from the others: not theirs to pay for. And the side
 * asked before may not be at rest yet: by default the threads of ONNX Runtime wait awake for 40 ms after a run.
 */
async function wake(side: AskedSide, kind: "fill" | "tone", texts: readonly string[]): Promise<void> {
  await setTimeout(REST_MS);
  await side.ask({ kind, texts: texts.slice(0, WOKEN), batch: 1 });
}

/** Each time a fresh process: from its start to its first answer, then the most memory it held. */
async function measureStarts(
  start: (name: Contender) => AskedSide,
  masked: readonly string[],
): Promise<Pick<ModelFigures, "start" | "memory">> {
  const memory = Object.fromEntries(CONTENDERS.map((name) => [name, []])) as unknown as Record<Contender, number[]>;
  const started = await interleave(START_ROUNDS, CONTENDERS, async (name) => {
    const from = performance.now();
    const side = start(name);
    try {
      await side.ask({ kind: "fill", texts: masked.slice(0, 1) });
      const ms = performance.now() - from;
      await side.ask({ kind: "fill", texts: masked.slice(1, 1 + MEMORY_FILLS) });
      memory[name].push((await side.ask({ kind: "memory" })).value!);
      return ms;
    } finally {
      await side.end();
    }
  });
  return { start: started, memory };
}
