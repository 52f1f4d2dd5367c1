import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { askWordList } from "./askWordList";
import { drawReadmes } from "./drawReadmes";
import { evaluateReword } from "./evaluateReword";
import { evaluateSlips } from "./evaluateSlips";
import { type AlikeFigures, measureAlike } from "./measureAlike";
import { type CommentFigures, measureComments } from "./measureComments";
import { type ContextFigures, measureContext } from "./measureContext";
import { type FillFigures, measureFills } from "./measureFills";
import { askInContext, isReadAlong, measurePairs, type PairFigures } from "./measurePairs";
import { askTone, judgeCalibration, judgeTone, type ToneFigures } from "./measureTone";
import { measureWords, type WordFigures } from "./measureWords";
import { drawQuestions, type FillQuestion, type Questions, type ToneQuestion } from "./questions";
import { printTable, type Row } from "./table";
import { createTwoModels, type TwoModels } from "./twoModels";

/**
 * Prints the figures of the bundled models through Cloze's own engine, fp32 and int8 side by side, on the recipe's
 * held-out questions. `models/recipe/evaluate.py` with `--count` of the same number asks the same.
 */

const ROOT = resolve(import.meta.dirname, "../..");
const USAGE = `npm run evaluate -- [--model folder] [--tone folder] [--data ../shared/data] [--limit 1000] [--threads n] [--only tone]

--model    checkpoint with fill-mask and next-sentence layers
--tone     checkpoint with a tone classifier
--data     folder with corpus/ and sentiment/
--limit    words asked of each collection; half as many pairs of each kind; writers' slips. Tone is asked in full.
--only     "pretrained" or "tone": one of the two checkpoints; "comments": fills in programs, which need no data;
           "context": fills with what is around; "words": fills of several pieces; "slips": words that were not meant;
           "reword": 100 negative sentences and their first softer rewrite, which need no data;
           "alike": how alike a model finds what contradicts (--model: the one that compares), if asked for alone
`;

/** P(negative) of one reading from which on the model card calls a sentence underlined, as `models/recipe/evaluate.py`. */
const UNDERLINED = 0.8;

const PARTS = ["alike", "comments", "context", "words", "pretrained", "reword", "slips", "tone"] as const;

type ListFills = (two: TwoModels, name: string, fills: readonly FillQuestion[]) => Promise<readonly Row[]>;

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: "string", default: join(ROOT, "models", "cloze-small") },
      tone: { type: "string", default: join(ROOT, "models", "cloze-small") },
      data: { type: "string", default: join(ROOT, "..", "shared", "data") },
      limit: { type: "string", default: "1000" },
      threads: { type: "string" },
      only: { type: "string" },
    },
  });
  const { only } = values;
  if (only !== undefined && !PARTS.some((part) => part === only)) {
    throw new Error(`--only is ${only}, expected ${PARTS.join(", ")}`);
  }
  const limit = readCount("--limit", values.limit);
  if (only === "alike") {
    listAlike(await measureAlike(values.model, values.data));
    return;
  }
  const threads = values.threads === undefined ? undefined : readCount("--threads", values.threads);
  if (only === undefined || only === "comments") {
    await withModels(values.model, threads, async (two) => listComments(await measureComments(two, limit)));
  }
  if (only === undefined || only === "reword") await evaluateReword(values.model);
  if (only === "comments" || only === "reword") return;
  const questions = drawQuestions(values.data, limit);
  const evaluateFills = async (list: ListFills) => {
    for (const [name, fills] of questions.fills)
      await withModels(values.model, threads, (two) => list(two, name, fills));
  };
  const wants = (part: (typeof PARTS)[number]) => only === undefined || only === part;
  if (wants("context")) {
    await evaluateFills(async (two, name, fills) => listContext(name, await measureContext(two, fills)));
  }
  if (wants("words")) await evaluateFills(async (two, name, fills) => listWords(name, await measureWords(two, fills)));
  if (wants("pretrained")) await withModels(values.model, threads, (two) => evaluatePretrained(two, questions));
  if (wants("slips")) {
    await withModels(values.model, threads, (two) => evaluateSlips(two, questions, { data: values.data, limit }));
  }
  if (wants("tone")) await withModels(values.tone, threads, (two) => evaluateTone(two, questions));
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name} is ${text}, expected a whole number from 1`);
  return count;
}

async function withModels(
  folder: string,
  threads: number | undefined,
  evaluate: (two: TwoModels) => Promise<readonly Row[]>,
): Promise<void> {
  const two = await createTwoModels(folder, threads);
  try {
    const rows = await evaluate(two);
    const [fp32, int8] = two.spentMs;
    process.stdout.write(`\n${two.models[0].info.name}\n`);
    printTable([...rows, { name: "time of fp32 for one of int8, questions in turn", int8: (fp32 / int8).toFixed(2) }]);
  } finally {
    await two.dispose();
  }
}

function listAlike({ turned, others }: AlikeFigures): void {
  const above = (list: readonly number[], least: number) =>
    percent(list.filter((each) => each >= least).length / list.length);
  const at = (list: readonly number[], share: number) => (list[Math.floor(share * list.length)] ?? NaN).toFixed(2);
  process.stdout.write(
    "\nsimilarity: pairs, the lowest twentieth, the middle, and how many are from 0.6, 0.8 and 0.9 on\n",
  );
  for (const [name, list] of [...turned, ["other sentences of the document", others] as const]) {
    const shares = [0.6, 0.8, 0.9].map((least) => above(list, least).padStart(8)).join("");
    process.stdout.write(
      `${name.padEnd(34)}${String(list.length).padStart(6)}${at(list, 0.05).padStart(7)}${at(list, 0.5).padStart(7)}${shares}\n`,
    );
  }
}

async function evaluatePretrained(two: TwoModels, { fills, pairs }: Questions): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [name, questions] of fills) {
    rows.push(...listFills(name, await measureFills(two, questions)));
  }
  for (const [name, questions] of pairs) {
    for (const width of new Set(questions.map((question) => question.width))) {
      const asked = questions.filter((question) => question.width === width);
      const title = `${name}, ${width === 1 ? "sentences" : `segments of ${width} sentences`}`;
      rows.push(...listPairs(title, await measurePairs(two, asked)));
      if (width > 1) continue;
      const apart = asked.filter((question) => !isReadAlong(question));
      rows.push(...listPairs(`${title}, second not read along`, await measurePairs(two, apart)));
      rows.push(...listPairs(`${title}, the same as the editor asks`, await measurePairs(two, apart, askInContext)));
    }
  }
  return rows;
}

function listFills(name: string, { words, top1, top5, agreement, shift }: FillFigures): readonly Row[] {
  const title = `fill, ${name} (${words} words)`;
  return [
    { name: `${title}: top-1`, ...shares(top1) },
    { name: `${title}: top-5`, ...shares(top5) },
    { name: `${title}: same first choice`, int8: percent(agreement) },
    { name: `${title}: largest shift of a probability`, int8: shift.toFixed(4) },
  ];
}

function listContext(name: string, { words, alone, inContext, amongUnrelated }: ContextFigures): readonly Row[] {
  const title = `fill, ${name} (${words} words of one piece)`;
  return [
    { name: `${title}: top-1, sentence alone`, ...shares(alone.top1) },
    { name: `${title}: top-1, as the editor asks`, ...shares(inContext.top1) },
    { name: `${title}: top-1, the same among paragraphs of other documents`, ...shares(amongUnrelated.top1) },
    { name: `${title}: top-5, sentence alone`, ...shares(alone.top5) },
    { name: `${title}: top-5, as the editor asks`, ...shares(inContext.top5) },
    { name: `${title}: top-5, the same among paragraphs of other documents`, ...shares(amongUnrelated.top5) },
  ];
}

function listWords(name: string, { pieceShares, words, top10, largestSum }: WordFigures): readonly Row[] {
  const title = `fill, ${name} (${words} words of two pieces, sentence alone)`;
  return [
    { name: `${title}: among the ten words offered`, ...shares(top10) },
    { name: `${title}: largest sum of a list`, ...shares(largestSum) },
    ...pieceShares.map((share, i) => ({
      name: `words, ${name}: of ${i + 1} ${i === 0 ? "piece" : "pieces"}`,
      fp32: percent(share),
    })),
  ];
}

function listComments({ words, alone, inLines, inComments }: CommentFigures): readonly Row[] {
  const title = `fill, comments of programs (${words} words of one piece)`;
  return [
    { name: `${title}: top-1, sentence alone`, ...shares(alone.top1) },
    { name: `${title}: top-1, with the lines of code around it`, ...shares(inLines.top1) },
    { name: `${title}: top-1, as the editor asks, with the comments around it`, ...shares(inComments.top1) },
    { name: `${title}: top-5, sentence alone`, ...shares(alone.top5) },
    { name: `${title}: top-5, with the lines of code around it`, ...shares(inLines.top5) },
    { name: `${title}: top-5, as the editor asks, with the comments around it`, ...shares(inComments.top5) },
  ];
}

function listPairs(name: string, { pairs, accuracy, aucOther, aucSame, shift }: PairFigures): readonly Row[] {
  const title = `pair, ${name} (${pairs})`;
  return [
    { name: `${title}: accuracy, next or another document`, ...shares(accuracy) },
    { name: `${title}: AUC, next or another document`, ...decimals(aucOther) },
    { name: `${title}: AUC, next or same document`, ...decimals(aucSame) },
    { name: `${title}: largest shift of P(next)`, int8: shift.toFixed(4) },
  ];
}

async function evaluateTone(two: TwoModels, { tone }: Questions): Promise<readonly Row[]> {
  const { answers, agreement, shift } = await askTone(two, tone);
  const words = askWordList(tone);
  const [fp32, int8] = answers.map((each) => judgeTone(tone, each, UNDERLINED));
  // The list's scores are no probabilities: what it calls negative, it would mark.
  const list = judgeTone(tone, words, 0);
  const rows: Row[] = [];
  for (const [set, a] of fp32!) {
    const [b, c] = [int8!.get(set)!, list.get(set)!];
    const title = `tone, ${set} (${a.rows})`;
    if (a.poleAccuracy === undefined) {
      rows.push(
        { name: `${title}: accuracy`, ...shares([a.accuracy, b.accuracy]), wordList: percent(c.accuracy) },
        { name: `${title}: macro-F1`, ...decimals([a.macroF1, b.macroF1]), wordList: c.macroF1.toFixed(4) },
        {
          name: `${title}: neutral called otherwise`,
          ...shares([a.falseAlarms!, b.falseAlarms!]),
          wordList: percent(c.falseAlarms!),
        },
        ...listMarks(title, [a, b, c]),
        { name: `${title}: calibration error`, ...decimals([a.calibrationError!, b.calibrationError!]) },
      );
    } else {
      rows.push({
        name: `${title}: accuracy, neutral resolved to the nearer pole`,
        ...shares([a.poleAccuracy, b.poleAccuracy!]),
        wordList: percent(c.poleAccuracy!),
      });
    }
  }
  const [calibration32, calibration8] = answers.map((each) => judgeCalibration(tone, each));
  return [
    ...rows,
    { name: "tone, all: calibration error", ...decimals([calibration32!, calibration8!]) },
    { name: `tone, all (${tone.length}): same label`, int8: percent(agreement) },
    { name: "tone, all: largest shift of a probability", int8: shift.toFixed(4) },
    await evaluateReadmes(two),
  ];
}

/** Of prose that nobody labelled, and in which few sentences are meant to sound negative: how much is marked? */
async function evaluateReadmes(two: TwoModels): Promise<Row> {
  const questions = drawReadmes("held out").flatMap((sentences) =>
    sentences.map((text): ToneQuestion => ({ set: "readme", text, label: "neutral", calibration: true })),
  );
  const { answers } = await askTone(two, questions);
  const [fp32, int8] = answers.map((each) => judgeTone(questions, each, UNDERLINED).get("readme")!);
  const list = judgeTone(questions, askWordList(questions), 0).get("readme")!;
  return {
    name: `tone, README files of packages (${questions.length}, without labels): marked`,
    ...shares([fp32!.marked[1], int8!.marked[1]]),
    wordList: percent(list.marked[1]),
  };
}

/** @param figures - Of fp32, int8 and the word list. */
function listMarks(title: string, figures: readonly [ToneFigures, ToneFigures, ToneFigures]): readonly Row[] {
  return (["negative sentences", "all others"] as const).flatMap((name, kind) => {
    const [fp32, int8, wordList] = figures.map(({ marked }) => marked[kind]!) as [number, number, number];
    // Of a set without negative sentences none can be marked.
    if (Number.isNaN(fp32)) return [];
    return [{ name: `${title}: ${name} marked`, ...shares([fp32, int8]), wordList: percent(wordList) }];
  });
}

function shares([fp32, int8]: readonly [number, number]): Pick<Row, "fp32" | "int8"> {
  return { fp32: percent(fp32), int8: percent(int8) };
}

function decimals([fp32, int8]: readonly [number, number]): Pick<Row, "fp32" | "int8"> {
  return { fp32: fp32.toFixed(4), int8: int8.toFixed(4) };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
