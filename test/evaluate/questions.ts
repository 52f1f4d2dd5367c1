import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** A sentence, the index of the hidden one among its words, and the sentences of its document around it. */
export interface FillQuestion {
  readonly text: string;
  readonly word: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Two segments of `width` sentences each. */
export interface PairQuestion {
  readonly width: number;
  readonly kind: "next" | "other" | "same";
  readonly first: string;
  readonly second: string;
  /** The sentences before the first, where that is one sentence. */
  readonly before: readonly string[];
}

export interface ToneQuestion {
  readonly set: string;
  readonly text: string;
  readonly label: "negative" | "neutral" | "positive";
  /** Whether the temperature was fitted on it. */
  readonly calibration: boolean;
}

export interface Questions {
  /** By collection. */
  readonly fills: ReadonlyMap<string, readonly FillQuestion[]>;
  readonly pairs: ReadonlyMap<string, readonly PairQuestion[]>;
  readonly tone: readonly ToneQuestion[];
}

const ROOT = resolve(import.meta.dirname, "../..");
const RECIPE = join(ROOT, "models", "recipe");

/**
 * The recipe's held-out questions, drawn by the recipe itself and kept in `.cache` until recipe, folder or count change.
 *
 * @param data - Folder with `corpus` and `sentiment`.
 * @throws {Error} that says what is missing.
 */
export function drawQuestions(data: string, count: number): Questions {
  for (const part of ["corpus", "sentiment"]) {
    if (!existsSync(join(data, part)))
      throw new Error(`${join(data, part)}: no such folder, expected the recipe's data`);
  }
  const folder = join(ROOT, ".cache", "evaluate", `${hashRecipe(data)}-${count}`);
  if (!existsSync(folder)) runRecipe(data, folder, count);
  const collections = readdirSync(folder).flatMap((name) => /^(.*)\.fill\.jsonl$/.exec(name)?.[1] ?? []);
  // Written by the recipe a moment ago, or by the same recipe before: their form is its own.
  const read = (kind: string) => collections.map((name) => [name, readLines(join(folder, `${name}.${kind}.jsonl`))]);
  return {
    fills: new Map(read("fill") as [string, FillQuestion[]][]),
    pairs: new Map(read("pairs") as [string, PairQuestion[]][]),
    tone: readLines(join(folder, "tone.jsonl")) as ToneQuestion[],
  };
}

function runRecipe(data: string, folder: string, count: number): void {
  const python = process.env["CLOZE_PYTHON"] ?? "/usr/bin/python3";
  const draft = `${folder}.${process.pid}`;
  const options = ["--data", resolve(data), "--out", draft, "--count", String(count)];
  const { status, stderr, error } = spawnSync(python, [join(RECIPE, "questions.py"), ...options], {
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`${python} models/recipe/questions.py failed: ${error?.message ?? stderr}`);
  }
  renameSync(draft, folder);
}

function hashRecipe(data: string): string {
  const hash = createHash("sha256").update(resolve(data));
  const programs = ["questions.py", "probes.py", "corpus.py", "tone_data.py", "wordpiece.py"];
  for (const name of [...programs, "tone/slots.tsv", "tone/technical.tsv", "tone/written.tsv"]) {
    hash.update(readFileSync(join(RECIPE, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

function readLines(path: string): readonly unknown[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}
