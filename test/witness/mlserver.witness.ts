import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ended, ROOT, run } from "../cli/runProgram";
import { createRandom } from "../graph/createRandom";
import { cacheEnvironment } from "../harness/cacheEnvironment";
import { MLSERVER, openPython } from "../harness/openPython";
import { skipBecause } from "../harness/skipBecause";
import { type Fault, type FaultyProxy, openFaultyProxy } from "./faultyProxy";
import { findMlserverPorts, type Mlserver, type MlserverPorts, startMlserver } from "./startMlserver";

/** Files or folders to lint in place of drawn sentences, absolute. */
const { CLOZE_SERVED_TEXTS: TEXTS } = process.env;
const SENTENCES = 90;
const MODEL = "cloze-small";

describe("MLServer, which computes for cloze lint", function () {
  this.timeout(TEXTS === undefined ? 120_000 : 3_600_000);
  let folder: string;
  let python: string;
  let ports: MlserverPorts;
  let server: Mlserver | undefined;
  let proxy: FaultyProxy;
  let here: Ended;
  const words = ["lint", "--rules", "tone/negative", "--level", "all"];

  before(async function () {
    if (process.platform === "win32") skipBecause(this, "MLServer's workers do not run on Windows");
    const found = await openPython(undefined, MLSERVER);
    if ("missing" in found) skipBecause(this, found.missing);
    python = found.path;
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
    folder = mkdtempSync(join(tmpdir(), "cloze-mlserver-"));
    const exported = await run(["model", "export", join(folder, "served"), "--model", MODEL, "--for", "mlserver"]);
    assert.equal(exported.exitCode, 0, exported.errors);
    ports = await findMlserverPorts();
    proxy = await openFaultyProxy(ports.http);
    server = start();
    if (TEXTS === undefined) writeFileSync(join(folder, "drawn.md"), drawSentences().join("\n\n"));
    words.push(TEXTS ?? join(folder, "drawn.md"));
    here = await lint("--precision", "fp32");
    assert.equal(here.errors.trimEnd().split("\n").length, 1, here.errors);
    assert.ok(
      here.output.split("\n").length > (TEXTS === undefined ? SENTENCES / 4 : 1),
      "too little is found to compare",
    );
  });
  beforeEach(() => proxy.reset());
  after(async () => {
    // Where it was skipped there is none of them.
    if (server === undefined) return;
    await server.end();
    proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => startMlserver(python, join(folder, "served"), { ports, model: MODEL });
  /** Nothing that was computed before is known. */
  const lint = (...more: readonly string[]) =>
    run([...words, ...more], { environment: cacheEnvironment(mkdtempSync(join(folder, "cache-"))) });
  const lintThere = () => lint("--engine-url", `http://127.0.0.1:${proxy.port}/v2/models/${MODEL}`);
  const assertSame = (there: Ended) => {
    assert.equal(there.output, here.output);
    assert.equal(there.exitCode, here.exitCode);
  };

  it("gives the same findings as this machine, byte for byte, with every sentence read there", async () => {
    await server!.ready;
    const there = await lintThere();
    assertSame(there);
    assert.doesNotMatch(there.errors, /answers from now on/);
    assert.ok(proxy.answered >= SENTENCES, String(proxy.answered));
  });

  it("gives the same when it is slow and now and then busy: it is asked again", async () => {
    await server!.ready;
    proxy.fault = (count) => (count > 1 && count % 5 === 0 ? { status: 503 } : { delayMs: 200 });
    const there = await lintThere();
    assertSame(there);
    assert.doesNotMatch(there.errors, /answers from now on/);
    assert.ok(proxy.answered >= SENTENCES, String(proxy.answered));
  });

  const faults: readonly { name: string; fault: Fault; says: RegExp }[] = [
    { name: "answers garbage", fault: { body: "<html>" }, says: /answers what is not JSON; the CPU answers/ },
    {
      name: "answers a shorter array",
      fault: { change: ({ outputs: [output] }) => ({ outputs: [{ ...output, data: output!.data.slice(1) }] }) },
      says: /answers what was not asked: output "logits" has \d+ numbers, expected \d+; the CPU answers/,
    },
  ];
  for (const { name, fault, says } of faults) {
    it(`loses nothing and repeats nothing when it ${name} in the middle`, async () => {
      await server!.ready;
      proxy.fault = (count) => (count > 6 ? fault : undefined);
      const there = await lintThere();
      assertSame(there);
      assert.match(there.errors, says);
      assert.ok(proxy.answered > 0);
    });
  }

  it("loses nothing and repeats nothing when it is killed in the middle and started again", async () => {
    await server!.ready;
    let gone: Promise<void> | undefined;
    let started: Promise<void> | undefined;
    let before = 0;
    proxy.fault = (count) => {
      if (count < 7) return undefined;
      if (gone === undefined) {
        before = proxy.answered;
        gone = server!.kill();
        started = gone.then(() => void (server = start()));
      }
      // However fast this machine is, it is not done before the server is gone.
      return { after: gone };
    };
    const there = await lintThere();
    await started;
    assertSame(there);
    // Its workers die before it does, and it then refuses what they were asked.
    assert.match(there.errors, /(?:cannot be reached \(\w+\)|\(400\)); the CPU answers from now on/);
    assert.ok(before > 0);
    // What takes longer than the pause is computed there again before its end.
    if (TEXTS !== undefined) assert.match(there.errors, /http:\S+ answers from now on/);
    await server!.ready;
    proxy.reset();
    assertSame(await lintThere());
    assert.ok(proxy.answered >= SENTENCES);
  });
});

/** Of many lengths, every third negative. */
function drawSentences(): readonly string[] {
  const random = createRandom(32);
  const draw = (from: readonly string[]) => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: SENTENCES }, (_, i) => {
    const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => draw(PLACES));
    const said = i % 3 === 0 ? draw(NEGATIVE) : draw(NEUTRAL);
    return `${draw(SUBJECTS)} ${i + 1} ${said} ${parts.join(" ")}.`;
  });
}

const SUBJECTS = ["The release", "Our new build", "This page", "The second draft of chapter", "Test", "Your answer"];
const NEGATIVE = ["is a terrible mess", "was a complete waste of time", "is broken, useless and ugly", "failed badly"];
const NEUTRAL = ["has three parts", "was written in May", "reads its settings", "opens a file", "helped us a lot"];
const PLACES = ["on every machine", "since the last change", "for all of us", "in the north wing", "as the log says"];
