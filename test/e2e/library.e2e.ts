import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LoopbackHub, startLoopbackHub } from "../harness/loopbackHub";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";
import { screenshot } from "../harness/screenshot";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUNDLED = path.join(ROOT, "models/cloze-small");
const NAME = "acme/cloze-copy";

describe("Choose a Model, with a hub on loopback", () => {
  let workbench: Workbench;
  let hub: LoopbackHub;
  let cache: string;

  before(async () => {
    const files = Object.fromEntries(
      readdirSync(BUNDLED).map((name) => [name, readFileSync(path.join(BUNDLED, name))]),
    );
    hub = await startLoopbackHub([{ repo: NAME, files, token: "hf_private" }]);
    cache = mkdtempSync(path.join(tmpdir(), "cloze-e2e-hub-"));
    workbench = await openWorkbench({
      folder: path.join(ROOT, "test/sample"),
      extension: ROOT,
      environment: { HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: cache, HF_TOKEN: undefined, HF_HOME: cache },
    });
    workbench.page.setDefaultTimeout(90_000);
    await openFile(workbench.page, "try-me.md");
    await workbench.page.locator(".statusbar-item", { hasText: "cloze-small" }).first().waitFor();
  });
  after(async () => {
    await workbench.close();
    await hub.close();
    rmSync(cache, { recursive: true, force: true });
  });

  const row = (text: string) => workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  const toast = (text: RegExp) => workbench.page.locator(".notification-toast", { hasText: text }).first();
  const dialog = () => workbench.page.locator(".monaco-dialog-box");
  const open = async () => {
    await runCommand(workbench.page, "Cloze: Choose a Model");
    await row("Words and Sentences").click();
    await row("cloze-small").waitFor();
  };
  const typeName = async () => {
    await row("A Name…").click();
    const input = workbench.page.locator(".quick-input-widget input");
    await workbench.page.locator(".quick-input-widget", { hasText: "owner/name or owner/name@revision" }).waitFor();
    await input.fill(NAME);
    await input.press("Enter");
  };

  it("lists what is here and what the hub has, and asks the hub nothing for it", async () => {
    await open();
    await row("google-bert/bert-base-uncased").waitFor();
    await screenshot(workbench.page, "choose-model");
    assert.deepEqual(hub.asked, []);
  });

  it("says of a model that the hub does not give to everybody what to do, and takes a token", async () => {
    await typeName();
    await toast(/gives it only to accounts that were let in/).waitFor();
    await runCommand(workbench.page, "Notifications: Clear All Notifications");
    await runCommand(workbench.page, "Cloze: Set the Hub's Token");
    const input = workbench.page.locator('.quick-input-widget input[type="password"]');
    await input.fill("hf_private");
    await input.press("Enter");
    await toast(/token is kept/).waitFor();
  });

  it("says before it fetches what, from where, how large and where to, and fetches nothing when that is refused", async () => {
    await open();
    await typeName();
    await dialog().waitFor();
    const said = await dialog().innerText();
    for (const part of [NAME, hub.endpoint, "45 MB in 4 files", "apache-2.0", "words and pairs", cache]) {
      assert(said.includes(part), `"${part}" is not in ${said}`);
    }
    await screenshot(workbench.page, "fetch-model");
    await dialog().getByRole("button", { name: "Cancel" }).click();
    await dialog().waitFor({ state: "detached" });
    assert(!hub.asked.some(({ path: at }) => at.includes("/resolve/")));
    assert(!existsSync(path.join(cache, "models--acme--cloze-copy")));
  });

  it("shows how far it is, can be cancelled, and goes on where it was", async () => {
    hub.fault = ({ host }) => (host === "store" ? { partBytes: 2_000 } : undefined);
    await open();
    await typeName();
    await dialog().getByRole("button", { name: "Fetch" }).click();
    await toast(/Fetching acme\/cloze-copy.*MB of 45 MB, .* a second, about .* left/).waitFor();
    await screenshot(workbench.page, "fetching-model");
    await toast(/Fetching acme/).hover();
    await toast(/Fetching acme/)
      .getByRole("button", { name: "Cancel" })
      .click();
    await toast(/Fetching acme/).waitFor({ state: "detached" });
    hub.fault = () => undefined;
    const before = hub.asked.length;
    await open();
    await typeName();
    await dialog().getByText("the rest is here").waitFor();
    await dialog().getByRole("button", { name: "Fetch" }).click();
    await toast(/acme\/cloze-copy answers from now on/).waitFor();
    const weights = hub.asked.slice(before).find(({ host }) => host === "store");
    assert.match(weights?.range ?? "", /^bytes=[1-9]/);
    assert.equal(weights?.authorization, undefined);
  });

  it("answers with it, and lists it among those that are here", async () => {
    await workbench.page.locator(".statusbar-item", { hasText: /cloze/ }).first().waitFor();
    const asked = hub.asked.length;
    await open();
    await row(NAME).locator(".codicon-check").waitFor();
    await screenshot(workbench.page, "choose-fetched-model");
    await workbench.page.keyboard.press("Escape");
    assert.equal(hub.asked.length, asked);
  });
});
