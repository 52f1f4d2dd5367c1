import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseSlipTables, type SlipTables } from "../../../../src/tasks/slips/candidates/slipTables";

/** The recipe's tables. */
export const RECIPE = resolve(import.meta.dirname, "../../../../models/recipe");

export function readRecipeTables(): SlipTables {
  const read = (name: string) => readFileSync(join(RECIPE, "slips", `${name}.tsv`), "utf8");
  return parseSlipTables({ confusions: read("confusions"), forms: read("forms"), little: read("little") });
}
