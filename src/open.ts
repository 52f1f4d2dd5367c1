import { availableParallelism } from "node:os";
import path from "node:path";
import * as z from "zod/mini";
import type { Cloze, Open, OpenOptions } from "./api/clozeApi";
import { createApi } from "./api/createApi";
import { lintText } from "./cli/lint/lintText";
import { buildLintPlan } from "./cli/lint/readLintPlan";
import { createChildChannel } from "./engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "./engine/client/engineClient";
import { DEVICE_CHOICES } from "./engine/protocol/device";
import { EngineError } from "./engine/protocol/engineError";
import { PRECISION_CHOICES } from "./engine/protocol/precision";
import { createLibrary } from "./library/createLibrary";
import { DEFAULT_MODELS } from "./library/library";
import { findMismatch } from "./schema/findMismatch";
import { lintTool, selectToolFormat } from "./tools/lintTool";

/**
 * The entry of the library, `import { open } from "cloze"`: bundled to dist/cli beside the command line, whose parts it
 * shares. It owns an engine as the command line does, and answers as the API of the extension does.
 */
const root = path.join(import.meta.dirname, "../..");

const optionsSchema = z.strictObject({
  model: z.optional(z.string()),
  toneModel: z.optional(z.string()),
  device: z.optional(z.enum(DEVICE_CHOICES)),
  precision: z.optional(z.enum(PRECISION_CHOICES)),
  cudaFolder: z.optional(z.string()),
  threads: z.optional(z.int().check(z.minimum(1))),
});
const lintSchema = z.pick(lintTool.input, { text: true, format: true, rules: true, level: true });

export const open: Open = async (options = {}) => {
  check("open()", optionsSchema, options);
  const { model = DEFAULT_MODELS.text, toneModel = DEFAULT_MODELS.tone } = options;
  const library = createLibrary({ bundledFolder: path.join(root, "models") });
  const folders = { text: await library.resolve(model), tone: await library.resolve(toneModel) };
  const engine = startEngine(options);
  const resolve = (purpose: string) => Promise.resolve(purpose === "tone" ? folders.tone : folders.text);
  return {
    ...createApi({ engine, models: { resolve } }),
    lint: (text, asked) => lint(engine, folders.tone, text, asked),
    close: () => engine.dispose(),
  };
};

function startEngine({ device = "auto", precision = "auto", cudaFolder, threads }: OpenOptions): EngineClient {
  return createEngineClient({
    open: () =>
      createChildChannel(path.join(root, "dist/engine.cjs"), {
        device,
        precision,
        cudaFolder: cudaFolder === undefined ? "" : path.resolve(cudaFolder),
        threads: threads ?? Math.min(4, availableParallelism()),
      }),
  });
}

async function lint(
  engine: EngineClient,
  model: string,
  ...[text, { signal, ...options } = {}]: Parameters<Cloze["lint"]>
): ReturnType<Cloze["lint"]> {
  check("lint()", lintSchema, { ...options, text });
  const { format, ...flags } = options;
  // No project file: a program says itself what it wants.
  const plan = await buildLintPlan(process.cwd(), flags, undefined);
  const found = await lintText({ engine }, { text, format: selectToolFormat({ format }) }, { model, plan, signal });
  const findings = found.findings.map(({ range, rule, severity, score, message, text: marked, fix }) => ({
    ...{ range, rule, severity, score, message, text: marked },
    ...(fix && { fix }),
  }));
  return { findings, sentences: found.sentences, failures: found.failures };
}

/** @throws {EngineError} `bad-request` */
function check(name: string, schema: z.ZodMiniObject, value: unknown): void {
  const mismatch = findMismatch(name, schema, value, { quotes: true });
  if (mismatch !== undefined) throw new EngineError("bad-request", mismatch);
}
