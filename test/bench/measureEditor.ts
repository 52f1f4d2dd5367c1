import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInHost } from "../harness/runInHost";
import type { Texts } from "./drawTexts";
import { type EditorFigures, type EditorOptions, OPTIONS_VARIABLE } from "./editorFigures";

const FULL = { edits: 40, rounds: 5 };
const QUICK = { edits: 10, rounds: 2 };
/** Of a README of ordinary length, before the one that is edited. */
const SENTENCES = 200;
const SENTENCES_OF_PARAGRAPH = 4;
const PARAGRAPHS_OF_PART = 3;
/** Of the whole measurement: a host that hangs is ended. */
const LIMIT_MS = 240_000;

/** @param program - The bundled `editorHost.ts`. */
export async function measureEditor(
  program: string,
  { sentences }: Texts,
  { isQuick }: { readonly isQuick: boolean },
): Promise<EditorFigures> {
  const folder = await mkdtemp(join(tmpdir(), "cloze-bench-"));
  const [options, results] = [join(folder, "options.json"), join(folder, "results.json")];
  const readme = writeReadme(sentences.slice(0, SENTENCES));
  const middle = readme.indexOf("\n\n", readme.length / 2) + 2;
  const parts = [readme.slice(0, middle), readme.slice(middle)] as const;
  const asked: EditorOptions = { parts, results, ...(isQuick ? QUICK : FULL) };
  try {
    await writeFile(options, JSON.stringify(asked));
    await runInHost(program, {
      [OPTIONS_VARIABLE]: options,
      CLOZE_TEST_LIMIT_MS: String(LIMIT_MS),
    });
    return JSON.parse(await readFile(results, "utf8")) as EditorFigures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writeReadme(sentences: readonly string[]): string {
  const blocks: string[] = [];
  for (let i = 0; i < sentences.length; i += SENTENCES_OF_PARAGRAPH) {
    const paragraph = i / SENTENCES_OF_PARAGRAPH;
    if (paragraph % PARAGRAPHS_OF_PART === 0) blocks.push(`## Part ${paragraph / PARAGRAPHS_OF_PART + 1}`);
    blocks.push(sentences.slice(i, i + SENTENCES_OF_PARAGRAPH).join(" "));
  }
  return `${blocks.join("\n\n")}\n`;
}
