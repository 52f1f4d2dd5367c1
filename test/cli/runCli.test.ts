import assert from "node:assert/strict";
import path from "node:path";
import { build } from "esbuild";
import { EngineError } from "../../src/engine/protocol/engineError";
import { answer, ANSWERS } from "./fakeAnswers";
import { runFake } from "./fakeContext";

describe("runCli", () => {
  for (const { name, input, text } of [
    { name: "without the line break at its end", input: "a b\n", text: "a b" },
    { name: "without one Windows line break at its end", input: "a\r\nb\r\n\r\n", text: "a\r\nb\r\n" },
    { name: "as it is", input: "  ä 🙂 ", text: "  ä 🙂 " },
    { name: "without a byte order mark", input: "\ufeffa", text: "a" },
  ]) {
    it(`reads a text from standard input ${name}`, async () => {
      const { requests } = await runFake(["tone"], { answer, input });
      assert.deepEqual(requests[0]?.params, { model: "/models/cloze-small", sentences: [text] });
    });
  }

  for (const { name, words, input, says } of [
    { name: "an unknown command", words: ["dance"], says: "unknown command 'dance'" },
    { name: "an unknown option", words: ["tone", "a", "--loud"], says: "unknown option '--loud'" },
    { name: "an option of another command", words: ["tone", "a", "--layer", "1"], says: "unknown option '--layer'" },
    { name: "words without quotes", words: ["tone", "a", "b"], says: "too many arguments" },
    { name: "no text on a terminal", words: ["tone"], says: "no text" },
    { name: "a fraction", words: ["fill", "a", "--top", "1.5"], says: `--top is "1.5", expected a whole number` },
    { name: "a word for a number", words: ["attention", "a", "--head", "two"], says: `--head is "two"` },
    { name: "an empty target", words: ["fill", "a", "--targets", "cat,,dog"], says: "--targets" },
    { name: "an unknown pooling", words: ["embed", "a", "--pooling", "max"], says: "concat-last-four" },
    { name: "no pair", words: ["pair", "a"], says: "no second text" },
    { name: "a text and --jsonl", words: ["tone", "a", "--jsonl"], says: "expected one" },
    {
      name: "two outputs",
      words: ["tone", "a", "--json", "--output", "text"],
      says: `outputs "text" and "json", expected one`,
    },
    { name: "an unknown output", words: ["tone", "a", "--output", "sarif"], says: "Allowed choices are text, json" },
    {
      name: "lines and text",
      words: ["tone", "--jsonl", "--output", "text"],
      says: `--output is "text", expected "json"`,
    },
    {
      name: "an unknown format",
      words: ["read", "--format", "docx"],
      says: `--format is "docx", expected asciidoc, commit`,
    },
    { name: "an empty format", words: ["lint", "--format", ""], says: `--format is "", expected asciidoc, commit` },
    {
      name: "a format where no document is read",
      words: ["tone", "a", "--format", "rst"],
      says: "unknown option '--format'",
    },
    { name: "two models", words: ["model", "info", "a", "--model", "b"], says: `models "a" and "b"` },
    {
      name: "an unknown device",
      words: ["tone", "a", "--device", "gpu"],
      says: "auto, cpu, wasm, cuda, directml, coreml",
    },
    { name: "an unknown precision", words: ["tone", "a", "--precision", "fp16"], says: "auto, fp32, int8" },
    {
      name: "a server over http on another machine",
      words: ["tone", "a", "--engine-url", "http://a.example/v2/models/m"],
      says: "expected https",
    },
    {
      name: "it, and names the option that allows it",
      words: ["tone", "a", "--engine-url", "http://a.example/v2/models/m"],
      says: "; --engine-plain-http allows it all the same",
    },
    {
      name: "a server's address with a password",
      words: ["tone", "a", "--engine-url", "https://me:secret@a.example/v2/models/m"],
      says: "a token goes into CLOZE_ENGINE_TOKEN",
    },
    {
      name: "a server that is none",
      words: ["tone", "a", "--engine-url", "here"],
      says: '--engine-url is "here", expected',
    },
    { name: "a threshold over 1", words: ["lint", "--threshold", "1.1"], says: `--threshold is "1.1"` },
    { name: "an empty threshold", words: ["lint", "--threshold", ""], says: `--threshold is ""` },
    {
      name: "the tone of an empty text",
      words: ["tone", ""],
      says: "cloze: the text has no words, expected at least one",
    },
    { name: "the tone of no input", words: ["tone"], input: Buffer.from(" \n"), says: "the text has no words" },
    { name: "bytes that are not text", words: ["tone"], input: Buffer.from([0x61, 0xff]), says: "not UTF-8" },
  ]) {
    it(`refuses ${name} with exit code 2, and asks the engine nothing`, async () => {
      const { exitCode, errors, output, requests } = await runFake(words, { input });
      assert.equal(exitCode, 2);
      assert(errors.includes(says), errors);
      assert.equal(output, "");
      assert.deepEqual(requests, []);
    });
  }

  for (const { words, devices } of [
    { words: ["tone", "a"], devices: { device: "auto", cudaFolder: "", precision: "auto" } },
    {
      words: ["tone", "a", "--engine-url", "http://127.0.0.1:8080/v2/models/m/"],
      devices: {
        device: "auto",
        cudaFolder: "",
        precision: "auto",
        server: { url: "http://127.0.0.1:8080/v2/models/m" },
      },
    },
    {
      words: ["tone", "a", "--engine-plain-http", "--engine-url", "http://a.example/v2/models/m"],
      devices: { device: "auto", cudaFolder: "", precision: "auto", server: { url: "http://a.example/v2/models/m" } },
    },
    { words: ["tone", "a", "--device", "webgpu"], devices: { device: "webgpu", cudaFolder: "", precision: "auto" } },
    { words: ["--device", "cpu", "tone", "a"], devices: { device: "cpu", cudaFolder: "", precision: "auto" } },
    {
      words: ["tone", "a", "--precision", "fp32"],
      devices: { device: "auto", cudaFolder: "", precision: "fp32" },
    },
    {
      words: ["tone", "a", "--device", "cuda", "--cuda-folder", "lib"],
      devices: { device: "cuda", cudaFolder: path.resolve("/folder", "lib"), precision: "auto" },
    },
  ]) {
    it(`tells the engine where to run: ${words.join(" ")}`, async () => {
      const found = (await runFake(words, { answer: () => ANSWERS["tone"] })).devices;
      assert.deepEqual(found, devices);
    });
  }

  for (const { words, asked } of [
    { words: ["model", "verify"], asked: "/models/cloze-small" },
    { words: ["model", "verify", "mine"], asked: "/models/mine" },
    { words: ["model", "verify", "--model", "mine"], asked: "/models/mine" },
  ]) {
    it(`measures a model anew: ${words.join(" ")}`, async () => {
      const agreement = { places: 60, firstChoices: 0.75, judged: 60, labels: 1, difference: 0.5 };
      const info = { name: "mine", precision: "fp32", statesPrecision: "fp32", precisionReason: "too far", agreement };
      const { output, requests } = await runFake(words, { answer: () => info });
      assert.deepEqual(requests, [{ kind: "measure", params: { model: asked, again: true } }]);
      assert.match(
        output,
        /same first choice for 75\.0 % of 60 hidden words, same label for 100 % of 60 sentences and pairs; probabilities differ by 50\.0 % at most/,
      );
      assert.match(output, /precision +float32: too far/);
      const json = await runFake([...words, "--json"], { answer: () => info });
      assert.deepEqual(JSON.parse(json.output), { folder: asked, files: [], ...info });
    });
  }

  it("prints an error of the engine with its code, and exits with 2", async () => {
    const failing = () => {
      throw new EngineError("no-mask", "nothing to fill");
    };
    const { exitCode, errors, output } = await runFake(["fill", "a", "--json"], { answer: failing });
    assert.deepEqual([exitCode, errors, output], [2, "cloze: nothing to fill (no-mask)\n", ""]);
  });

  for (const { words, says } of [
    {
      words: ["--help"],
      says: [
        "fill",
        "probe",
        "pair",
        "tone",
        "reword",
        "tokens",
        "attention",
        "embed",
        "heads",
        "vectors",
        "lint",
        "read",
        "model",
      ],
    },
    {
      words: ["fill", "--help"],
      says: ["--device <name>", "--model <name>", "--top <count>", "--targets <words>", "--json", "--jsonl"],
    },
    { words: ["fill", "--help"], says: ["fills wanted for each mask", "score these words only, separated by commas"] },
    { words: ["attention", "--help"], says: ["layer, from 0. Default: the last", "read as its pair"] },
    { words: ["embed", "--help"], says: ["--pooling", "concat-last-four", "--layer"] },
    {
      words: ["read", "--help"],
      says: ["--format <name>", "plaintext, rst", "--output <name>", "JSON object for each file"],
    },
    { words: ["model", "info", "--help"], says: ["--model", "--json"] },
    { words: ["lint", "--help"], says: ["--threshold", "--level", "all documents here", "--format <name>", "sarif"] },
    { words: ["--version"], says: ["1.2.3"] },
  ]) {
    it(`explains itself and exits with 0: ${words.join(" ")}`, async () => {
      const { exitCode, output } = await runFake(words);
      assert.equal(exitCode, 0);
      for (const part of says) assert(output.includes(part), `"${part}" in\n${output}`);
    });
  }

  it("says that the model reads less than all tokens at once, and nothing where it does not", async () => {
    const span = { start: 0, end: 1 };
    const tokens = [0, 1, 2].map((position) => ({ text: "a", id: 1, kind: "word", span, segment: 0, position }));
    const long = await runFake(["tokens", "a a a"], { answer: () => ({ tokens, maxTokens: 2 }) });
    assert.match(long.output, /\n3 tokens, of which the model reads at most 2 at once: .*\n$/);
    const short = await runFake(["tokens", "a a a"], { answer: () => ({ tokens, maxTokens: 3 }) });
    assert.ok(!short.output.includes("at once"));
    const json = await runFake(["tokens", "a a a", "--json"], { answer: () => ({ tokens, maxTokens: 2 }) });
    assert.equal((JSON.parse(json.output) as { maxTokens: number }).maxTokens, 2);
  });

  it("shows what a model is and can do", async () => {
    const info = {
      folder: "/models/x",
      name: "x",
      architecture: "bert",
      layers: 4,
      heads: 2,
      hiddenSize: 256,
      vocabularySize: 20000,
      maxTokens: 512,
      cased: false,
      parameters: 8563746,
      has: { mlm: true, nsp: false, classifier: true },
      labels: ["bad", "good"],
      problem: "single-label",
      temperature: 1,
      device: "CPU",
      deviceReason: "WebGPU is slower here (3.1 ms against 0.6 ms)",
      precision: "fp32",
    };
    const page = await runFake(["model", "info", "x"], { answer: () => info });
    assert.deepEqual(page.requests, [{ kind: "device", params: { model: "/models/x" } }]);
    for (const part of [
      "8,563,746",
      "fill (masked words)",
      "tone, label (bad, good)",
      "512 tokens",
      "WebGPU is slower here",
    ]) {
      assert(page.output.includes(part), page.output);
    }
    assert(!page.output.includes("next sentence"));
    for (const json of [["--json"], ["--output", "json"]]) {
      const { output } = await runFake(["model", "info", "--model", "x", ...json], { answer: () => info });
      assert.deepEqual(JSON.parse(output), info);
    }
  });

  it("loads no parser before a command asks for it", async () => {
    const { metafile } = await build({
      entryPoints: ["src/cli.ts"],
      absWorkingDir: path.resolve(import.meta.dirname, "../.."),
      bundle: true,
      splitting: true,
      format: "esm",
      outdir: "dist/cli",
      write: false,
      metafile: true,
      logLevel: "silent",
      platform: "node",
    });
    const listFiles = (output: string): string[] => {
      const { inputs, imports } = metafile.outputs[output]!;
      const statics = imports.filter(({ kind, external }) => kind === "import-statement" && external !== true);
      return [...Object.keys(inputs), ...statics.flatMap((each) => listFiles(each.path))];
    };
    const files = listFiles("dist/cli/cli.js");
    assert.ok(files.includes("src/cli/runCli.ts"), files.join("\n"));
    assert.deepEqual(
      files.filter((file) => /\/(?:extractProse|listSentences|extract\w+)\.ts$/.test(file)),
      [],
    );
  });
});
