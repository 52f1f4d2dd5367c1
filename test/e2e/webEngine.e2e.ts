import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";
import { PROTOCOL_VERSION, type RequestKind, type Requests } from "../../src/engine/protocol/protocol";
import { createSlipTables } from "../../src/engine/serve/createSlipTables";
import { createHandlers } from "../../src/engine/serve/handlers";
import { createWordList } from "../../src/engine/serve/wordList";
import type { Work } from "../../src/engine/steps/work";
import { launchBrowser } from "../harness/launchBrowser";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUNDLED = path.join(ROOT, "models/cloze-small");
/** As the engine of the browser names the same model. */
const FOLDER = "/models/cloze-small";
/** Largest difference from ONNX Runtime's library in float32, in log-probabilities, margins, probabilities and attention. */
const TOLERANCE = 1e-4;
const WORK: Work = { turn: () => Promise.resolve(), report: () => undefined };
/** Fills whose time is measured. */
const TIMED = 10;

/** Asks whichever engine. */
type Ask = <K extends RequestKind>(
  kind: K,
  params: Omit<Requests[K]["params"], "model">,
) => Promise<Requests[K]["result"]>;

/** The engine of the web extension, in a worker of a real browser, beside ONNX Runtime's library in float32. */
describe("the engine in a browser", function () {
  this.timeout(120_000);
  let browser: Browser;
  let native: OnnxModel;
  const servers: Server[] = [];
  before(async () => {
    browser = await launchBrowser();
    native = await createOnnxModel(BUNDLED, { precision: "fp32", threads: 1 });
  });
  after(async () => {
    await browser.close();
    await native.dispose();
    for (const server of servers) server.close();
  });

  const askNative: Ask = (kind, params) => {
    const lists = {
      words: createWordList(path.join(ROOT, "dist/words.bin")),
      tables: createSlipTables(path.join(ROOT, "dist/slips.json")),
    };
    const handle = createHandlers(() => Promise.resolve(native), undefined, lists)[kind] as (
      asked: object,
      work: Work,
    ) => Promise<never>;
    return handle({ ...params, model: BUNDLED }, WORK);
  };

  for (const isIsolated of [false, true]) {
    it(`answers as the library does in a page that is ${isIsolated ? "isolated" : "not isolated"} from others`, async () => {
      const page = await browser.newPage();
      const server = await serveFiles(isIsolated);
      servers.push(server);
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await startEngine(page, isIsolated ? 2 : undefined);
      const askWeb: Ask = (kind, params) => ask(page, kind, { ...params, model: FOLDER }) as Promise<never>;
      const [found, expected] = [await listAnswers(askWeb), await listAnswers(askNative)];
      assert.deepEqual(found.words, expected.words);
      assert.equal(found.words[0], "capital");
      assertNear(found.numbers, expected.numbers);
      const { deviceReason } = await askWeb("load", {});
      assert.match(deviceReason, isIsolated ? /gives it 2 threads$/ : /gives it one thread$/);
      const times = [await timeFills(askWeb), await timeFills(askNative)].map((ms) => `${ms.toFixed(0)} ms`);
      process.stdout.write(`      a fill: ${times[0]}, by the library with one thread ${times[1]}; ${deviceReason}\n`);
      await page.close();
    });
  }

  it("refuses what needs a disk", async () => {
    const page = await browser.newPage();
    const server = await serveFiles(false);
    servers.push(server);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await startEngine(page);
    await assert.rejects(
      ask(page, "index", { model: FOLDER, texts: ["a"] }),
      /needs a disk, and Cloze runs in a browser here/,
    );
    await assert.rejects(ask(page, "load", { model: "/models/none" }), /no such folder|no config.json/);
    await page.close();
  });
});

async function listAnswers(askAny: Ask) {
  const text = "The cat sat on the mat.";
  const { masks } = await askAny("fill", { text: "Paris is the [MASK] of France.", top: 20 });
  const { margin } = await askAny("pair", { text, pair: "Nobody was there." });
  const tones = await askAny("tone", {
    sentences: ["This is a terrible, useless mess.", "The file holds one record."],
  });
  const { attention } = await askAny("attention", { text, layer: 3, head: 2 });
  const slips = await askAny("slips", { sentences: ["The heater turns off when the water is to hot."] });
  const fills = masks.flatMap((mask) => mask.fills);
  return {
    words: [
      ...fills.map((fill) => fill.text),
      JSON.stringify(slips.flatMap((each) => each.slips.map(({ text: word }) => word))),
    ],
    numbers: [
      ...fills.map(({ probability }) => Math.log(probability)),
      margin,
      ...tones.flatMap(({ scores }) => Object.values(scores)),
      ...attention,
    ],
  };
}

/** Median time of a fill, in milliseconds. */
async function timeFills(askAny: Ask): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < TIMED; i += 1) {
    const started = performance.now();
    await askAny("fill", { text: `She put the kettle on and made ${i} cups of [MASK] for us.` });
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[TIMED / 2] ?? NaN;
}

/** Serves `dist` and `models`, and an empty page. */
async function serveFiles(isIsolated: boolean): Promise<Server> {
  const server = createServer(({ url = "/" }, response) => {
    response.setHeader("Content-Type", url === "/" ? "text/html" : "application/octet-stream");
    if (isIsolated) {
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    }
    if (url === "/") response.end("<!doctype html><title>Cloze</title>");
    else if (/^\/(dist|models)\/[\w./-]+$/.test(url) && !url.includes(".."))
      response.end(readFileSync(path.join(ROOT, url)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

interface EngineWindow {
  /** Settles a request by its id. */
  answers: Map<
    number,
    (message: { readonly kind: string; readonly result?: unknown; readonly message?: string }) => void
  >;
  engine: Worker;
}

/** As `startEngineWorker` does it in VS Code. */
async function startEngine(page: Page, threads?: number): Promise<void> {
  await page.evaluate(
    async ({ folder, version, wanted }) => {
      // No function here has a name: tsx would give it one by a helper that the page has not.
      const [dist, checkpoint] = await Promise.all(
        [
          [
            "words.bin",
            "slips.json",
            "wasm/ort-wasm-simd-threaded.wasm",
            "wasm/ort-wasm-simd-threaded.mjs",
            "web/engine.js",
          ],
          ["config.json", "tokenizer_config.json", "vocab.txt", "model.safetensors"],
        ].map((names, i) =>
          Promise.all(
            names.map(async (name) => {
              const found = await fetch(`${i === 0 ? "/dist" : folder}/${name}`);
              return [name, new Uint8Array(await found.arrayBuffer())] as const;
            }),
          ),
        ),
      );
      const [words, slips, wasm, mjs, code] = dist!.map(([, bytes]) => bytes);
      const model = new Map(checkpoint);
      const script = new Blob([code!], { type: "text/javascript" });
      const engine = new Worker(URL.createObjectURL(script));
      const answers: EngineWindow["answers"] = new Map();
      engine.onmessage = ({ data }: MessageEvent<{ id?: number; kind: string }>) => {
        if (data.kind === "result" || data.kind === "error") answers.get(data.id ?? 0)?.(data);
      };
      engine.postMessage({ modelFolder: folder, model, words, slips, wasm, mjs, threads: wanted });
      engine.postMessage({ kind: "hello", version });
      Object.assign(window, { engine, answers });
    },
    { folder: FOLDER, version: PROTOCOL_VERSION, wanted: threads },
  );
}

/** Arrays of numbers come as plain ones. */
function ask(page: Page, kind: RequestKind, params: object): Promise<unknown> {
  return page.evaluate(
    ({ asked, given }) =>
      new Promise<unknown>((resolve, reject) => {
        const { engine, answers } = window as unknown as EngineWindow;
        const id = answers.size + 1;
        answers.set(id, ({ kind: answer, result, message }) => {
          if (answer === "error") reject(new Error(message));
          else
            resolve(
              JSON.parse(
                JSON.stringify(result, (_, value: unknown) =>
                  ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
                ),
              ),
            );
        });
        engine.postMessage({ kind: asked, id, lane: "interactive", params: given });
      }),
    { asked: kind, given: params },
  );
}

function assertNear(found: readonly number[], expected: readonly number[]): void {
  assert.ok(expected.length > 0);
  assert.equal(found.length, expected.length);
  for (const [i, number] of expected.entries()) {
    assert.ok(Math.abs(number - found[i]!) <= TOLERANCE, `number ${i}: ${found[i]}, by the library ${number}`);
  }
}
