import assert from "node:assert/strict";
import { resolve } from "node:path";
import { createSlipTables } from "../../../src/engine/serve/createSlipTables";
import { readRecipeTables } from "../../tasks/slips/candidates/recipeTables";

describe("the tables of slips", () => {
  it("are those of the recipe", async () => {
    const tables = await createSlipTables(resolve(import.meta.dirname, "../../../dist/slips.json"))();
    assert.deepEqual(tables, readRecipeTables());
    assert.ok(tables.confusions.length > 500 && tables.forms.length > 100 && tables.little.length > 20);
    const groups = [...tables.confusions, ...tables.forms, ...tables.little];
    assert.ok(groups.every(({ words, kind }) => words.length > 1 && kind !== ""));
  });

  it("fail with the file's path where it is not there", () =>
    assert.rejects(createSlipTables("/no/such/slips.json")(), /no\/such\/slips\.json/));
});
