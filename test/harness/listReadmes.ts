import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const PACKAGES = resolve(import.meta.dirname, "../../node_modules");

/** A README file that is on every developer's disk. */
export interface Readme {
  /** Of its package, "@scope/name" or "name". */
  readonly name: string;
  readonly path: string;
}

/** Of the development packages, by name. */
export function listReadmes(): readonly Readme[] {
  return readdirSync(PACKAGES)
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((name) =>
      name.startsWith("@")
        ? readdirSync(join(PACKAGES, name))
            .sort()
            .map((part) => `${name}/${part}`)
        : [name],
    )
    .map((name) => ({ name, path: join(PACKAGES, name, "README.md") }))
    .filter(({ path }) => existsSync(path));
}
