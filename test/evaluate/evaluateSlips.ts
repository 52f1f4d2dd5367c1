import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Model } from "../../src/tasks/model/model";
import { askHarper } from "./askHarper";
import { askSlips } from "./askSlips";
import { measureSlips, type SlipFigures } from "./measureSlips";
import type { Questions } from "./questions";
import { drawSlipQuestions, type SlipQuestions } from "./slipQuestions";
import type { Row } from "./table";
import { askBoth, type TwoModels } from "./twoModels";

/** The clean sentences with a remark, to be read one by one. */
const ALARMS = resolve(import.meta.dirname, "../../.cache/evaluate/slip-alarms.jsonl");

/** Figures of slips at level "some", as `cloze slips` finds them, beside Harper's for the same texts. */
export async function evaluateSlips(
  two: TwoModels,
  { fills }: Questions,
  { data, limit }: { readonly data: string; readonly limit: number },
): Promise<readonly Row[]> {
  const sentences = [...fills.values()].flatMap((questions) => questions.map(({ text }) => text));
  const { written, ...drawn } = await drawSlipQuestions(two.models[0].tokenizer, sentences, data);
  const questions = { ...drawn, written: written.slice(0, limit) };
  const [fp32, int8] = await askBoth(two, (model) => measureModel(model, questions));
  const harper = await measureSlips(questions, askHarper);
  mkdirSync(join(ALARMS, ".."), { recursive: true });
  writeFileSync(ALARMS, int8.alarming.map((alarm) => `${JSON.stringify(alarm)}\n`).join(""));
  return listSlips(questions, [fp32, int8, harper]);
}

function measureModel(model: Model, questions: SlipQuestions): Promise<SlipFigures> {
  return measureSlips(questions, async (texts) =>
    (await askSlips(model, texts)).map((slips) =>
      slips.map(({ start, end, suggestion }) => ({ start, end, suggestions: [suggestion] })),
    ),
  );
}

/** @param figures - Of fp32, int8 and Harper. */
function listSlips(
  { clean, written }: SlipQuestions,
  figures: readonly [SlipFigures, SlipFigures, SlipFigures],
): readonly Row[] {
  const row = (name: string, read: (of: SlipFigures) => number, format: (value: number) => string): Row => {
    const [fp32, int8, harper] = figures.map((each) => format(read(each))) as [string, string, string];
    return { name: `slips, ${name}`, fp32, int8, harper };
  };
  const percent = (share: number) => (Number.isNaN(share) ? "" : `${(100 * share).toFixed(1)} %`);
  const decimal = (count: number) => count.toFixed(1);
  return [
    ...[...figures[0].kinds].flatMap(([kind, { count }]) => [
      row(`${TITLES[kind] ?? kind} (${count}): mended exactly`, (of) => of.kinds.get(kind)?.found ?? NaN, percent),
      row(`${TITLES[kind] ?? kind}: right, of those with a remark`, (of) => of.kinds.get(kind)?.right ?? NaN, percent),
    ]),
    row(`writers', all (${written.length}): mended exactly`, ({ written: share }) => share, percent),
    row("writers', mended: sentences with a remark, of 1,000", ({ remarks }) => remarks, decimal),
    row(`clean (${clean.length}): sentences with a remark, of 1,000`, ({ alarms }) => alarms, decimal),
  ];
}

const TITLES: Readonly<Record<string, string>> = {
  listed: "listed pairs put in",
  letters: "neighbours within one edit put in",
  edit1: "writers', one letter",
  edit2: "writers', two letters",
  article: "writers', a/an",
  small: "writers', another little word",
  missing: "writers', a word missing",
  extra: "writers', a word too many",
  double: "writers', a word twice",
};
