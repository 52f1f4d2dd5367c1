import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Asked, type LoopbackHub, startLoopbackHub } from "../../harness/loopbackHub";
import { ROOT, run, start } from "../runProgram";

const NAME = "acme/cloze-copy";
const BUNDLED = path.join(ROOT, "models/cloze-small");
const isWeights = ({ host, path: at }: Asked) => host === "store" && at.endsWith("/model.safetensors");

describe("cloze model, with a hub on loopback", function () {
  this.timeout(60_000);
  let hub: LoopbackHub;
  let cache: string;
  before(async () => {
    const files = Object.fromEntries(readdirSync(BUNDLED).map((name) => [name, readFileSync(path.join(BUNDLED, name))]));
    hub = await startLoopbackHub([{ repo: NAME, files }]);
    cache = mkdtempSync(path.join(tmpdir(), "cloze-cli-hub-"));
  });
  after(async () => {
    await hub.close();
    rmSync(cache, { recursive: true, force: true });
  });
  afterEach(() => (hub.fault = () => undefined));

  const environment = () => ({ HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: cache, HF_TOKEN: "" });
  const cloze = (...words: string[]) => run(words, { environment: environment() });
  const snapshot = () => path.join(cache, "models--acme--cloze-copy/snapshots", hub.commit);

  it("says what is not here, and how to fetch it, and asks nobody", async () => {
    const { exitCode, errors } = await cloze("fill", "A cup of [MASK].", "--model", NAME);
    assert.equal(exitCode, 2);
    assert.match(errors, /^cloze: model "acme\/cloze-copy" is not on this machine: "cloze model pull acme\/cloze-copy"/);
    assert.deepEqual(hub.asked, []);
  });

  it("finds it on the hub", async () => {
    const { exitCode, output } = await cloze("model", "search", "cloze");
    assert.equal(exitCode, 0);
    assert.match(output, /^model +answers .*\nacme\/cloze-copy +words and pairs, no tone +apache-2\.0 +en +110 +7\n$/);
  });

  it("says what a pull would fetch, from where, how large it is and where it goes, and fetches nothing", async () => {
    const { output, errors } = await cloze("model", "pull", NAME, "--dry-run", "--json");
    for (const part of ["commit 0123456789ab", "apache-2.0", hub.endpoint, "45 MB in 4 files", cache]) {
      assert(errors.includes(part), `"${part}" is not in ${errors}`);
    }
    const { files } = JSON.parse(output) as { files: { name: string; bytes: number }[] };
    assert.equal(files.at(-1)?.bytes, statSync(path.join(BUNDLED, "model.safetensors")).size);
    assert.deepEqual(readdirSync(cache), []);
  });

  it("goes on where a killed pull has ended", async () => {
    hub.fault = (asked) => (isWeights(asked) ? { hangAfter: 10_000_000 } : undefined);
    const { child, ended } = start(["model", "pull", NAME], ROOT, environment());
    const part = () => {
      const blobs = path.join(cache, "models--acme--cloze-copy/blobs");
      const name = statSync(blobs, { throwIfNoEntry: false }) && readdirSync(blobs).find((each) => each.endsWith(".incomplete"));
      // A small file may be whole, and have its own name, by now.
      const found = name === undefined ? undefined : statSync(path.join(blobs, name), { throwIfNoEntry: false });
      return found?.size ?? 0;
    };
    while (part() < 9_000_000) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await once(child, "close");
    await ended;
    const kept = part();
    hub.fault = () => undefined;
    const before = hub.asked.length;
    const { exitCode, output, errors } = await cloze("model", "pull", NAME);
    assert.equal(exitCode, 0, errors);
    assert.equal(output, `${snapshot()}\n`);
    assert.match(hub.asked.slice(before).find(isWeights)?.range ?? "", new RegExp(`^bytes=${kept}-`));
  });

  it("answers by its name as by its folder, and says its name", async () => {
    // The bundled one was measured, so that it answers in int8.
    const words = ["fill", "A cup of [MASK].", "--precision", "fp32", "--json"];
    const named = await cloze(...words, "--model", NAME);
    const bundled = await cloze(...words);
    assert.equal(named.exitCode, 0, named.errors);
    assert.equal(named.output, bundled.output);
    const info = JSON.parse((await cloze("model", "info", NAME, "--json")).output) as { name: string; folder: string };
    assert.deepEqual([info.name, info.folder], [NAME, snapshot()]);
  });

  it("lists it beside the bundled one, with what it can do", async () => {
    const { output } = await cloze("model", "list", "--json", BUNDLED, "./none");
    const models = JSON.parse(output) as { name: string; source: string; jobs: string[]; lack?: string }[];
    assert.deepEqual(
      models.map(({ name, source, jobs }) => [name, source, jobs]),
      [
        ["cloze-small", "bundled", ["words", "pairs", "tone"]],
        [NAME, "cache", ["words", "pairs", "tone"]],
        [BUNDLED, "folder", ["words", "pairs", "tone"]],
        ["./none", "folder", []],
      ],
    );
    assert.match(models[3]?.lack ?? "", /no such folder/);
    assert.equal((await cloze("model", "path", NAME)).output, `${snapshot()}\n`);
  });

  it("finds a byte that was changed on the disk, and a pull mends it", async () => {
    assert.equal((await cloze("model", "verify", NAME)).exitCode, 0);
    const weights = realpathSync(path.join(snapshot(), "model.safetensors"));
    const bytes = readFileSync(weights);
    bytes[1_000_000] = bytes[1_000_000]! ^ 1;
    writeFileSync(weights, bytes);
    const { exitCode, output } = await cloze("model", "verify", NAME);
    assert.equal(exitCode, 1);
    assert.match(output, /model\.safetensors +DAMAGED/);
    assert.equal((await cloze("model", "pull", NAME)).exitCode, 0);
    assert.equal((await cloze("model", "verify", NAME)).exitCode, 0);
  });

  it("removes it", async () => {
    const { output } = await cloze("model", "remove", NAME);
    assert.match(output, /^acme\/cloze-copy, commit 0123456789ab, is removed: 45 MB\n$/);
    const { exitCode, errors } = await cloze("model", "remove", NAME);
    assert.equal(exitCode, 2);
    assert.match(errors, /is not in/);
  });

  for (const words of [
    ["model", "pull", "../x"],
    ["model", "pull", "a/b/c"],
    ["model", "pull", "cloze-small"],
    ["model", "remove", "cloze-small"],
    ["model", "search", "bert", "--limit", "0"],
  ]) {
    it(`refuses ${words.join(" ")}, and asks nobody`, async () => {
      const before = hub.asked.length;
      assert.equal((await cloze(...words)).exitCode, 2);
      assert.equal(hub.asked.length, before);
    });
  }

  for (const words of [
    ["list"],
    ["info", NAME],
    ["path", NAME],
    ["verify", NAME],
    ["remove", NAME],
    ["pull", NAME],
    ["search", "bert"],
  ]) {
    it(`model ${words[0]} says that the cache is a file, and asks nobody`, async () => {
      const file = path.join(cache, "a-file");
      writeFileSync(file, "");
      const before = hub.asked.length;
      const { exitCode, errors } = await run(["model", ...words], { environment: { ...environment(), HF_HUB_CACHE: file } });
      assert.equal(exitCode, 2, errors);
      assert.match(errors, /a-file[^\n]*(?:is no folder|cannot be written)[^\n]*HF_HUB_CACHE/);
      assert.equal(hub.asked.length, before);
      rmSync(file);
    });
  }

  it("lists well-known models, and asks nobody", async () => {
    const before = hub.asked.length;
    const { output } = await cloze("model", "list", "--known");
    assert.match(output, /^google-bert\/bert-base-cased +words and pairs, no tone +English +apache-2\.0 +/m);
    assert.equal(hub.asked.length, before);
  });

  it("says what it cannot check, and measures it all the same", async () => {
    const { exitCode, output, errors } = await cloze("model", "verify", "cloze-small");
    assert.equal(exitCode, 0, errors);
    assert.match(output, /^files +not checked: hashes are kept of models that were fetched$/m);
    assert.match(output, /^int8 +same first choice for /m);
  });

  it("says at once that nobody is there", async () => {
    const started = performance.now();
    const { exitCode, errors } = await run(["model", "pull", NAME], {
      environment: { ...environment(), HF_ENDPOINT: "http://127.0.0.1:9" },
    });
    assert.equal(exitCode, 2);
    assert.match(errors, /^cloze: model acme\/cloze-copy: 127\.0\.0\.1:9 cannot be reached \(.+\) \(offline\)\n$/);
    assert(performance.now() - started < 10_000);
  });
});
