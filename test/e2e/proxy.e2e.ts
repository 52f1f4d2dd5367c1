import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LoopbackHub, startLoopbackHub } from "../harness/loopbackHub";
import { openWorkbench, type Workbench } from "../harness/openWorkbench";
import { openFile, runCommand } from "../harness/palette";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** A name that no resolver knows: only a proxy gets there. */
const ENDPOINT = "http://hub.cloze.invalid";

describe("Choose a Model behind a proxy", () => {
  let workbench: Workbench;
  let hub: LoopbackHub;
  let proxy: Server;
  let cache: string;
  const passed: string[] = [];

  before(async () => {
    const files = {
      "config.json": Buffer.from("{}"),
      "vocab.txt": Buffer.from("a"),
      "model.safetensors": Buffer.alloc(9),
    };
    hub = await startLoopbackHub([{ repo: "acme/behind", files }]);
    proxy = startProxy(Number(new URL(hub.endpoint).port), passed);
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    cache = mkdtempSync(path.join(tmpdir(), "cloze-e2e-proxy-"));
    workbench = await openWorkbench({
      folder: path.join(ROOT, "test/sample"),
      extension: ROOT,
      environment: { HF_ENDPOINT: ENDPOINT, HF_HUB_CACHE: cache, HF_HOME: cache },
      settings: { "http.proxy": `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
    });
    workbench.page.setDefaultTimeout(60_000);
    await openFile(workbench.page, "try-me.md");
    await workbench.page.locator(".statusbar-item", { hasText: "cloze-small" }).first().waitFor();
  });
  after(async () => {
    await workbench.close();
    await hub.close();
    proxy.closeAllConnections();
    proxy.close();
    rmSync(cache, { recursive: true, force: true });
  });

  it("asks the hub by the proxy of VS Code's settings", async () => {
    const { page } = workbench;
    const row = (text: string) => page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
    await runCommand(page, "Cloze: Choose a Model");
    await row("Words and Sentences").click();
    await row("A Name…").click();
    const widget = page.locator(".quick-input-widget", { hasText: "owner/name or owner/name@revision" });
    await widget.locator("input").fill("acme/behind");
    await widget.locator("input").press("Enter");
    await page.locator(".monaco-dialog-box", { hasText: "Fetch acme/behind from hub.cloze.invalid?" }).waitFor();
    assert(
      passed.some((address) => address.includes("hub.cloze.invalid")),
      passed.join(", "),
    );
  });
});

/** Leads every address to one port of this machine. */
function startProxy(port: number, passed: string[]): Server {
  const server = createServer((asked, answer) => {
    passed.push(asked.url ?? "");
    const { pathname, search } = new URL(asked.url ?? "", ENDPOINT);
    const { method, headers } = asked;
    const on = request({ host: "127.0.0.1", port, path: pathname + search, method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    asked.pipe(on);
  });
  server.on("connect", (asked, socket: Socket) => {
    passed.push(asked.url ?? "");
    const on = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      on.pipe(socket).pipe(on);
    });
    for (const end of [on, socket]) end.on("error", () => undefined);
  });
  return server;
}
