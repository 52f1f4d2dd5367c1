import assert from "node:assert/strict";
import { resolve } from "node:path";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = resolve(import.meta.dirname, "../..");

describe("the workbench", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: "test/sample", extension: ROOT });
  });
  after(() => workbench.close());

  it("opens the sample folder", async () => {
    const { page } = workbench;
    await openFile(page, "try-me.md");
    await page.getByText("Everything on this page").first().waitFor();
    const picture = await screenshot(page, "workbench");
    assert.match(picture, /workbench\.png$/);
  });
});
