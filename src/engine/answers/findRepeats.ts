import * as l10n from "@vscode/l10n";
import { checkWhole } from "../../tasks/model/checkWhole";
import { TaskError } from "../../tasks/model/taskError";
import type { RepeatsResult } from "../../tasks/similar/repeatsRequest";
import type { Work } from "../steps/work";
import type { ModelAnswers } from "./modelAnswers";
import { requireIndexRows } from "./requireIndexRows";

type Pair = RepeatsResult["pairs"][number];

const DEFAULT_MOST = 1000;
const MOST_PAIRS = 100_000;
/** Pairs that are compared in one step, which takes some milliseconds. */
const STEP_PAIRS = 200_000;

interface Asked {
  readonly epoch: string;
  readonly rows: Int32Array;
  readonly least: number;
  readonly most?: number | undefined;
}

/**
 * The pairs of rows that are alike, by comparing all of them.
 *
 * @throws {TaskError} `stale`, `bad-option`; {EngineError} `cancelled` by `turn`.
 */
export async function findRepeats(
  { vectors }: Pick<ModelAnswers, "vectors">,
  { least, most: asked = DEFAULT_MOST, ...params }: Asked,
  { turn, report }: Work,
): Promise<RepeatsResult> {
  await vectors.open();
  const most = checkWhole("most", asked, 1, MOST_PAIRS);
  if (!(least >= -1 && least <= 1)) throw new TaskError("bad-option", l10n.t("least is {0}, expected -1 to 1", least));
  const rows = requireIndexRows(vectors, params);
  const best = new BestPairs(most);
  const total = (rows.length * (rows.length - 1)) / 2;
  let compared = 0;
  let step = 0;
  for (const [a, row] of rows.entries()) {
    const others = rows.subarray(a + 1);
    const cosines = vectors.table.compareRow(row, others);
    for (let i = 0; i < cosines.length; i++) {
      const similarity = cosines[i] ?? NaN;
      if (similarity >= least && others[i] !== row) best.add({ a, b: a + 1 + i, similarity });
    }
    compared += others.length;
    step += others.length;
    if (step < STEP_PAIRS) continue;
    step = 0;
    report(compared, total);
    await turn();
  }
  return best.finish();
}

/** The most alike of many pairs: twice as many as wanted are held before the rest is dropped. */
class BestPairs {
  readonly #most: number;
  #pairs: Pair[] = [];
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(pair: Pair): void {
    this.#count += 1;
    this.#pairs.push(pair);
    if (this.#pairs.length >= 2 * this.#most) this.#drop();
  }

  finish(): RepeatsResult {
    this.#drop();
    return { pairs: this.#pairs, more: this.#count - this.#pairs.length };
  }

  #drop(): void {
    this.#pairs.sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
    this.#pairs = this.#pairs.slice(0, this.#most);
  }
}
