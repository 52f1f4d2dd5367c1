import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { listRows } from "../../src/cli/print/listRows";
import { createOnnxModel, type OnnxModel } from "../../src/engine/model/onnxModel";
import { computeAttention } from "../../src/tasks/attention/computeAttention";
import { embedText } from "../../src/tasks/embed/embedText";
import { fillJointly } from "../../src/tasks/fill/fillJointly";
import { fillMask } from "../../src/tasks/fill/fillMask";
import { sketchHeads } from "../../src/tasks/heads/sketchHeads";
import { scorePair } from "../../src/tasks/pair/scorePair";
import { probeTemplate } from "../../src/tasks/probe/probeTemplate";
import { listTokens } from "../../src/tasks/tokens/listTokens";
import { computeVectors } from "../../src/tasks/vectors/computeVectors";
import { createFolder, removeFolders } from "../checkpoint/checkpointFolder";
import { skipBecause } from "../harness/skipBecause";
import { runTone } from "../tasks/tone/runTone";
import { CLI, findChild, ROOT, run, start, waitForEnd } from "./runProgram";

type Token = Awaited<ReturnType<typeof listTokens>>["tokens"][number];
const flat = ({ text, id, span, segment, position }: Token) => ({ text, id, ...span, segment, position });
const roundAll = (row: readonly number[]) => row.map((value) => Math.round(value * 1000) / 1000);

describe("cloze, built", function () {
  this.timeout(60_000);
  const text = "The server [MASK] on port 8080.";
  const pair = "It accepts connections from any host.";
  let folder: string;
  let model: OnnxModel;

  before(async () => {
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-cli-"));
    model = await createOnnxModel(path.join(ROOT, "models/cloze-small"), { precision: "auto" });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    removeFolders();
    await model.dispose();
  });

  for (const { words, direct } of [
    {
      words: ["fill", text, "--top", "3", "--json"],
      direct: async () => {
        const { masks } = await fillMask(model, { text, top: 3 });
        const print = (fills: readonly { text: string; probability: number }[]) =>
          fills.map(({ text, probability }) => ({ text, probability }));
        return {
          masks: masks.map(({ start, end, fills }) => ({ start, end, fills: print(fills) })),
          precision: "int8",
        };
      },
    },
    {
      words: ["pair", "The server listens.", "--pair", pair, "--json"],
      direct: async () => {
        const { isNext, margin } = await scorePair(model, { text: "The server listens.", pair });
        return { isNext, margin, precision: "int8" };
      },
    },
    {
      words: ["tone", "This is a terrible, useless mess.", "--json"],
      direct: async () => {
        const { label, scores } = await runTone(model, "This is a terrible, useless mess.");
        return { label, scores, precision: "int8" };
      },
    },
    {
      words: ["tokens", "A naïve [SEP] 🙂 test", "--pair", pair, "--json"],
      direct: async () => {
        const { tokens } = await listTokens(model, { text: "A naïve [SEP] 🙂 test", pair, specials: "reference" });
        return { tokens: tokens.map(flat), maxTokens: model.info.maxTokens };
      },
    },
    {
      words: ["attention", text, "--layer", "1", "--head", "2", "--json"],
      direct: async () => {
        const { tokens, attention, shares } = await computeAttention(model, { text, layer: 1, head: 2 });
        return {
          tokens: tokens.map(flat),
          attention: listRows(attention, tokens.length),
          shares,
          precision: "fp32",
        };
      },
    },
    {
      words: ["fill", "--joint", "[MASK] is the capital of [MASK].", "--json"],
      direct: async () => {
        const { fills, precision } = await fillJointly(model, { text: "[MASK] is the capital of [MASK]." });
        return { fills, precision };
      },
    },
    {
      words: ["probe", "[MASK] is the {a}.", "--words", "the,a", "--slot", "a=a,the", "--json"],
      direct: () =>
        probeTemplate(model, { text: "[MASK] is the {a}.", words: ["the", "a"], slot: { a: ["a", "the"] } }),
    },
    {
      words: ["heads", text, "--json"],
      direct: async () => {
        const { tokens, layers } = await sketchHeads(model, { text });
        return {
          tokens: tokens.map(flat),
          layers: layers.map((heads) =>
            heads.map(({ shares, sketch }) => {
              return { shares, sketch: listRows(sketch, Math.sqrt(sketch.length)).map(roundAll) };
            }),
          ),
          precision: "fp32",
        };
      },
    },
    {
      words: ["vectors", text, "--json"],
      direct: async () => {
        const { tokens, layers } = await computeVectors(model, { text });
        return {
          tokens: tokens.map(flat),
          layers: layers.map(({ points, share, neighbours, cosines }) => ({
            ...{ points: listRows(points, 2), share },
            neighbours: listRows(neighbours, 5).map((row, i) =>
              row.map((position, n) => ({ position, cosine: cosines[5 * i + n] })),
            ),
          })),
          precision: "fp32",
        };
      },
    },
    {
      words: ["embed", text, "--pooling", "concat-last-four", "--json"],
      direct: async () => {
        const { embedding } = await embedText(model, { text, pooling: "concat-last-four" });
        return { embedding, precision: "fp32" };
      },
    },
    {
      words: ["model", "info", "--json", "--device", "cpu"],
      direct: async () => Promise.resolve(JSON.parse(JSON.stringify(model.info)) as unknown),
    },
  ]) {
    it(`answers what the model itself answers: ${words.slice(0, 2).join(" ")}`, async () => {
      const { exitCode, output, errors } = await run(words);
      assert.deepEqual([exitCode, errors], [0, ""]);
      assert.deepEqual(JSON.parse(output), await direct());
    });
  }

  it("leaves nothing behind but Cloze's own cache: ONNX Runtime keeps no telemetry", async () => {
    const home = mkdtempSync(path.join(folder, "home-"));
    const cache = path.join(home, ".cache");
    // With these, ONNX Runtime would take this for a build machine and report nothing anyway.
    const builds = { CI: undefined, GITHUB_ACTIONS: undefined, TF_BUILD: undefined };
    const environment = { ...builds, XDG_CACHE_HOME: cache, HOME: home, LOCALAPPDATA: cache };
    const { exitCode } = await run(["tone", "A fine day."], { folder: home, environment });
    assert.equal(exitCode, 0);
    const found = readdirSync(home, { recursive: true, encoding: "utf8" }).filter((name) => !name.includes("cloze"));
    assert.deepEqual(
      found.filter((name) => ![".cache", "Library", path.join("Library", "Caches")].includes(name)),
      [],
    );
  });

  it("takes a folder as a model, relative to where it is run", async () => {
    const words = ["tone", "A fine day.", "--model", "./cloze-small", "--json"];
    const { exitCode, output } = await run(words, { folder: path.join(ROOT, "models") });
    assert.equal(exitCode, 0);
    assert.deepEqual(Object.keys(JSON.parse(output) as object), ["label", "scores", "precision"]);
  });

  it("answers JSON lines in order, those that fail too", async () => {
    const lines = Array.from({ length: 120 }, (_, i) => JSON.stringify({ text: `${"very ".repeat(i % 7)}good ${i}` }));
    lines[40] = "{broken";
    lines[41] = JSON.stringify({ text: 5 });
    lines[42] = JSON.stringify({ text: "x".repeat(200_000) });
    const { exitCode, output } = await run(["tone", "--jsonl"], { input: lines.join("\n") });
    assert.equal(exitCode, 0);
    const replies = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { error?: { code: string }; scores?: unknown });
    assert.equal(replies.length, 120);
    assert.deepEqual([replies[40]?.error?.code, replies[41]?.error?.code], ["bad-line", "bad-line"]);
    for (const i of [0, 1, 39, 42, 43, 119]) {
      const { label, scores, read } = await runTone(model, (JSON.parse(lines[i]!) as { text: string }).text);
      assert.deepEqual(replies[i], { label, scores, precision: "int8", ...(read && { read }) });
    }
  });

  it("answers a line before the next one is written", async () => {
    const { child, ended } = start(["tone", "--jsonl"]);
    for (let i = 0; i < 3; i++) {
      child.stdin.write('{"text":"good"}\n');
      const [data] = (await once(child.stdout, "data")) as [Buffer];
      assert.match(data.toString(), /^\{"label".*\}\n$/);
    }
    child.stdin.end();
    assert.equal((await ended).exitCode, 0);
  });

  it("ends without a word when the reader has enough", async () => {
    const { child, ended } = start(["tone", "--jsonl"]);
    child.stdin.write('{"text":"good"}\n'.repeat(2000));
    await once(child.stdout, "data");
    child.stdout.destroy();
    const { exitCode, errors } = await ended;
    assert.deepEqual([exitCode, errors], [0, ""]);
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`ends on ${signal}, and the engine with it`, async function () {
      if (process.platform === "win32") skipBecause(this, "Windows has no signals");
      const { child, ended } = start(["tone", "--jsonl"]);
      child.stdin.write('{"text":"good"}\n');
      await once(child.stdout, "data");
      const engine = findChild(child.pid!);
      child.kill(signal);
      assert.equal((await ended).signal, signal);
      if (engine !== undefined) await waitForEnd(engine);
    });
  }

  it("leaves no engine behind when it is done", async () => {
    const { child, ended } = start(["tone", "--jsonl"]);
    child.stdin.write('{"text":"good"}\n');
    await once(child.stdout, "data");
    const engine = findChild(child.pid!);
    child.stdin.end();
    assert.equal((await ended).exitCode, 0);
    if (engine !== undefined) await waitForEnd(engine);
  });

  it("names the models there are when one is unknown", async () => {
    const { exitCode, output, errors } = await run(["fill", text, "--model", "bert-huge"]);
    assert.deepEqual([exitCode, output], [2, ""]);
    assert.match(errors, /"bert-huge".*cloze-small.*\(unknown-model\)/);
  });

  it("says what is wrong with a broken checkpoint, without a stack", async () => {
    const source = path.join(ROOT, "models/cloze-small");
    for (const file of ["config.json", "vocab.txt"]) copyFileSync(path.join(source, file), path.join(folder, file));
    const weights = readFileSync(path.join(source, "model.safetensors"));
    writeFileSync(path.join(folder, "model.safetensors"), weights.subarray(0, weights.length - 1000));
    const { exitCode, output, errors } = await run(["fill", text, "--model", folder]);
    assert.deepEqual([exitCode, output], [2, ""]);
    assert.match(errors, /^cloze: .*model\.safetensors.*\([a-z-]+\)\n$/);
  });

  it("says which layer a model lacks", async () => {
    const bare = createFolder({ tensors: (all) => all.filter(({ name }) => !name.startsWith("cls.predictions")) });
    const { exitCode, errors } = await run(["fill", text, "--model", bare]);
    assert.equal(exitCode, 2);
    assert.match(errors, /cloze-checkpoint-\S* has no fill-mask layer: .*\(no-readout\)/);
  });

  it("lints files: 0 for clean, 1 for findings, 2 for an error", async () => {
    const docs = mkdtempSync(path.join(folder, "docs-"));
    writeFileSync(path.join(docs, "clean.md"), "# Records\n\nThe file contains one record per line.\n");
    const bad = "This is a terrible, useless mess.";
    writeFileSync(path.join(docs, "bad.md"), `# Records\n\n${bad}\n`);
    assert.equal((await run(["lint", "clean.md"], { folder: docs })).exitCode, 0);
    const { exitCode, output } = await run(["lint"], { folder: docs });
    assert.equal(exitCode, 1);
    const tone = JSON.parse((await run(["tone", bad, "--json"])).output) as { scores: { negative: number } };
    const expected = `bad.md:3:1  tone/negative  ${tone.scores.negative.toFixed(2)}  `;
    assert.equal(output.slice(0, expected.length), expected);
    assert.equal(output.split("\n").length, 2);
    assert.equal((await run(["lint", "gone.md"], { folder: docs })).exitCode, 2);
  });

  it("lints again without reading a sentence again, and keeps no text", async () => {
    const docs = mkdtempSync(path.join(folder, "docs-"));
    const cache = mkdtempSync(path.join(folder, "cache-"));
    const environment = { XDG_CACHE_HOME: cache, HOME: cache, LOCALAPPDATA: cache };
    const lint = () => run(["lint"], { folder: docs, environment });
    const findTones = () =>
      readdirSync(cache, { encoding: "utf8", recursive: true })
        .filter((name) => name.endsWith(".tones"))
        .map((name) => readFileSync(path.join(cache, name)));
    writeFileSync(path.join(docs, "a.md"), "This is a terrible, useless mess. The file holds records. It works.\n");
    const first = await lint();
    const kept = findTones()[0]!;
    assert.equal(first.exitCode, 1);
    assert.equal(kept.includes("mess"), false);
    assert.deepEqual(await lint(), first);
    // What is read is added.
    assert.deepEqual(findTones(), [kept]);
    appendFileSync(path.join(docs, "a.md"), "One sentence is new.\n");
    await lint();
    // Of the three sentences, one that reads negative was read twice more.
    assert.equal(findTones()[0]!.length, (kept.length / 5) * 6);
  });

  it("reads a document from a pipe", async () => {
    const input = "\\emph{First} one.\n\nSecond one. % a comment\n";
    const { exitCode, output, errors } = await run(["read", "--format", "tex", "--json"], { input });
    assert.deepEqual([exitCode, errors], [0, ""]);
    assert.deepEqual(JSON.parse(output), {
      file: "-",
      format: "latex",
      sentences: [
        { start: 6, end: 17, text: "First one." },
        { start: 19, end: 30, text: "Second one." },
      ],
    });
  });

  it("explains itself", async () => {
    const { exitCode, output } = await run(["--help"]);
    assert.equal(exitCode, 0);
    assert.match(output, /Usage: cloze/);
  });

  it("is a program: it starts with a shebang and may be executed", () => {
    assert.equal(readFileSync(CLI, "utf8").split("\n")[0], "#!/usr/bin/env node");
    execFileSync(CLI, ["--version"], { stdio: "pipe" });
  });
});
