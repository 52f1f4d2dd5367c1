import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Random } from "./random";

/**
 * Draws input of one kind and asserts what is promised for all of it. A file `<name>.fuzz.ts` in this folder exports
 * one as `fuzzer`; it is found by its name.
 */
export interface Fuzzer {
  /** As `--only` names it. */
  readonly name: string;
  /** Cases that `npm test` runs: about two seconds of them. */
  readonly share: number;
  /** Runs one case. Everything in it must come from `random`. Throws when a promise is broken, naming input and fault. */
  run(random: Random): void | Promise<void>;
  /** Called once after the last case. */
  close?(): void | Promise<void>;
}

/** Every fuzzer of this folder, by name. */
export async function listFuzzers(): Promise<readonly Fuzzer[]> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".fuzz.ts"));
  const modules = await Promise.all(
    files.sort().map((file) => import(pathToFileURL(join(import.meta.dirname, file)).href)),
  );
  return (modules as readonly { readonly fuzzer: Fuzzer }[]).map(({ fuzzer }) => fuzzer);
}
