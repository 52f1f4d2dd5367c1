import { readFile } from "node:fs/promises";
import { parseSlipTables, type ReadSlipTables, type SlipTables } from "../../tasks/slips/candidates/slipTables";

/**
 * Reads the words that are taken for each other, once and when first asked.
 *
 * @param path - Of the built `dist/slips.json`, which esbuild.mjs makes of the recipe's tables.
 */
export function createSlipTables(path: string): ReadSlipTables {
  let tables: Promise<SlipTables> | undefined;
  return () =>
    (tables ??= readFile(path, "utf8").then((text) =>
      parseSlipTables(JSON.parse(text) as Readonly<Record<keyof SlipTables, string>>),
    ));
}
