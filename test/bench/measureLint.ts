import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheEnvironment } from "../harness/cacheEnvironment";
import type { Texts } from "./drawTexts";
import { interleave } from "./rounds";

/** Of Markdown, shared out among the files. */
const BYTES = 100_000;
export const FILE_COUNTS = ["1", "10", "100", "1000"] as const;
/** Files of the folder that is linted again, and for its tone alone. */
export const AGAIN = "100";
const TONE = "tone/negative";
const ROUNDS = 3;
const SENTENCES_OF_PARAGRAPH = 3;
/** Exit codes of the command line that are no failure: clean, and findings. */
const EXIT_CODES: readonly unknown[] = [0, 1];

export interface LintFigures {
  readonly megabytes: number;
  /** Milliseconds of `cloze lint` over the text, by number of files; a number a round. */
  readonly files: Readonly<Record<(typeof FILE_COUNTS)[number], readonly number[]>>;
  /** Milliseconds of the same folder a second time, after the run in `files` of the same round. */
  readonly again: readonly number[];
  /** Milliseconds of that folder with the rule about tone alone. */
  readonly tone: readonly number[];
}

/**
 * The command line as it ships, from its start to its end. Every run but the second of a folder has a cache folder
 * with the model's weights and no answers in it.
 *
 * @param cli - The built command line.
 */
export async function measureLint(
  cli: string,
  { sentences }: Texts,
  { isQuick }: { readonly isQuick: boolean },
): Promise<LintFigures> {
  const folder = await mkdtemp(join(tmpdir(), "cloze-bench-"));
  const [cache, prepared] = [join(folder, "cache"), join(folder, "prepared")];
  const run = (name: string, from: string, options: readonly string[] = []) =>
    runLint([cli, "lint", join(folder, name), ...options], from);
  try {
    const drawn = takeBytes(sentences);
    for (const files of FILE_COUNTS) await writeFolder(join(folder, files), drawn, Number(files));
    await writeFolder(join(folder, "first"), ["This file is read so that the model is prepared."], 1);
    await run("first", prepared);
    const again: number[] = [];
    const { tone, ...files } = await interleave(
      isQuick ? 1 : ROUNDS,
      [...FILE_COUNTS, "tone"] as const,
      async (kind) => {
        await rm(cache, { recursive: true, force: true });
        await cp(prepared, cache, { recursive: true });
        if (kind === "tone") return run(AGAIN, cache, ["--rules", TONE]);
        const ms = await run(kind, cache);
        if (kind === AGAIN) again.push(await run(kind, cache));
        return ms;
      },
    );
    return { megabytes: Buffer.byteLength(drawn.join(" ")) / 1e6, files, again, tone };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function takeBytes(sentences: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = sentences.findIndex((sentence) => (bytes += Buffer.byteLength(sentence) + 1) > BYTES);
  return end < 0 ? sentences : sentences.slice(0, end);
}

/** Markdown files of about equally many sentences, all in paragraphs. */
async function writeFolder(folder: string, sentences: readonly string[], files: number): Promise<void> {
  await mkdir(folder);
  for (let file = 0; file < files; file += 1) {
    const [from, to] = [file, file + 1].map((part) => Math.round((part * sentences.length) / files));
    const own = sentences.slice(from, to);
    const paragraphs = Array.from({ length: Math.ceil(own.length / SENTENCES_OF_PARAGRAPH) }, (_, i) =>
      own.slice(i * SENTENCES_OF_PARAGRAPH, (i + 1) * SENTENCES_OF_PARAGRAPH).join(" "),
    );
    await writeFile(join(folder, `${file}.md`), `${paragraphs.join("\n\n")}\n`);
  }
}

/** @returns Milliseconds. */
async function runLint(command: readonly string[], cache: string): Promise<number> {
  await mkdir(cache, { recursive: true });
  const start = performance.now();
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...cacheEnvironment(cache) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (!EXIT_CODES.includes(code))
    throw new Error(`cloze lint: exit code ${code ?? "none"}, expected 0 or 1\n${errors}`);
  return performance.now() - start;
}
