import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toneRule } from "../../src/lint/rules/tone/toneRule";
import { createRewordAsker } from "./askReword";
import { drawNegative } from "./drawNegative";

const VERDICTS = join(import.meta.dirname, "verdicts", "reword.tsv");
/** Sentences that are judged. */
const COUNT = 100;
/** The mark of level "some". */
const MARK = toneRule.thresholds.some;

/**
 * Prints 100 negative sentences that are marked, each with the first softer rewrite and the verdict that it was given when
 * it was read; then the figures.
 */
export async function evaluateReword(model: string): Promise<void> {
  const asker = createRewordAsker(model);
  try {
    const drawn = drawNegative();
    const scores = await asker.readTones(drawn);
    const marked = drawn.filter((_, i) => (scores[i] ?? 0) >= MARK).slice(0, COUNT);
    const verdicts = readVerdicts();
    let [below, offered, good, judged, inverted, ms] = [0, 0, 0, 0, 0, 0];
    for (const text of marked) {
      const started = performance.now();
      const { rewrites } = await asker.reword(text, "softer");
      ms += performance.now() - started;
      const [first] = rewrites;
      const isBelow = first !== undefined && ((await asker.readTones([first.text]))[0] ?? 1) < MARK;
      const verdict = first === undefined ? "none" : (verdicts.get(`${text}\t${first.text}`) ?? "?");
      offered += Number(first !== undefined);
      below += Number(isBelow);
      judged += Number(isBelow && verdict !== "?");
      good += Number(isBelow && verdict === "good");
      inverted += Number(verdict === "inverts");
      const tone = first?.tone && `${first.tone.before.toFixed(2)} → ${first.tone.after.toFixed(2)}`;
      process.stdout.write(
        `${verdict}\t${isBelow ? "below" : "above"}\t${tone ?? ""}\t${text}\t${first?.text ?? ""}\n`,
      );
    }
    const share = (count: number, of: number) => `${count} of ${of}`;
    process.stdout.write(`
marked sentences                      ${marked.length}
a rewrite is offered                  ${share(offered, marked.length)}
the first is below the mark           ${share(below, marked.length)}
of these, read and found good         ${share(good, judged)}
of these, not read in this wording    ${below - judged}
inverts the meaning                   ${inverted}
time of one, on one thread            ${Math.round(ms / Math.max(1, marked.length))} ms
`);
  } finally {
    await asker.dispose();
  }
}

/** By sentence and rewrite. */
function readVerdicts(): ReadonlyMap<string, string> {
  if (!existsSync(VERDICTS)) return new Map();
  const rows = readFileSync(VERDICTS, "utf8").split("\n");
  return new Map(
    rows
      .filter((row) => row !== "" && !row.startsWith("#"))
      .map((row) => row.split("\t"))
      .map(([verdict = "", , text = "", rewrite = ""]) => [`${text}\t${rewrite}`, verdict]),
  );
}
