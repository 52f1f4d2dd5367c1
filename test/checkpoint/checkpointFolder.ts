import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type FileTensor, readTensorsOf, writeSafetensors } from "./safetensorsFile";

export const GOLDEN = join(import.meta.dirname, "..", "golden");
export const TINY_BERT = join(GOLDEN, "tiny-bert");
export const TINY_DISTILBERT = join(GOLDEN, "tiny-distilbert");

/** How a folder differs from the tiny checkpoint that it is made from. */
export interface Change {
  readonly from?: string;
  /** Keys of config.json to set; undefined removes a key. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly tensors?: (tensors: readonly FileTensor[]) => readonly FileTensor[];
  /** Files to write, by name; undefined leaves out the file. */
  readonly files?: Readonly<Record<string, string | Uint8Array | undefined>>;
}

const folders: string[] = [];

/** Creates a checkpoint folder that a test may change. */
export function createFolder({ from = TINY_BERT, config = {}, tensors, files = {} }: Change = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "cloze-checkpoint-"));
  folders.push(folder);
  const settings = JSON.parse(readFileSync(join(from, "config.json"), "utf8")) as Record<string, unknown>;
  const weights = join(from, "model.safetensors");
  const contents: Record<string, string | Uint8Array | undefined> = {
    "config.json": JSON.stringify({ ...settings, ...config }),
    "vocab.txt": readFileSync(join(from, "vocab.txt")),
    "tokenizer_config.json": readFileSync(join(from, "tokenizer_config.json")),
    "model.safetensors":
      tensors === undefined ? readFileSync(weights) : writeSafetensors(tensors(readTensorsOf(weights))),
    ...files,
  };
  for (const [name, content] of Object.entries(contents)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Removes every folder created so far; call it in `after`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}
