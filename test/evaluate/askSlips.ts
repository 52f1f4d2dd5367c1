import { resolve } from "node:path";
import { slipAnswers } from "../../src/cli/slips/slipAnswers";
import { createSlipTables } from "../../src/engine/serve/createSlipTables";
import { createWordList } from "../../src/engine/serve/wordList";
import type { Model } from "../../src/tasks/model/model";
import type { SlipSources } from "../../src/tasks/slips/readLexicon";
import type { Slip } from "../../src/tasks/slips/slipsRequest";
import { findSlips } from "../engine/answers/findSlips";

const DIST = resolve(import.meta.dirname, "../../dist");

/** The lists that ship. */
export const SLIP_SOURCES: SlipSources = {
  readWords: createWordList(resolve(DIST, "words.bin")),
  readTables: createSlipTables(resolve(DIST, "slips.json")),
};

/** What `cloze slips` finds in each text, at its level "some". */
export async function askSlips(model: Model, texts: readonly string[]): Promise<readonly (readonly Slip[])[]> {
  const params = texts.map((text) => slipAnswers.buildParams("", { text }));
  const results = await findSlips(
    model,
    { sentences: params.flatMap(({ sentences }) => sentences), hidden: params.flatMap(({ hidden = [] }) => hidden) },
    SLIP_SOURCES,
  );
  let from = 0;
  return params.map(({ sentences }, i) => {
    const own = results
      .slice(from, (from += sentences.length))
      .map((found) => ({ ...found, precision: model.info.precision }));
    const { slips } = slipAnswers.toJson(own, { text: texts[i]! }) as { readonly slips: readonly Slip[] };
    return slips;
  });
}
