import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const PACKAGES = resolve(import.meta.dirname, "../../node_modules");

/** The README of a package that every developer has installed. */
export interface Readme {
  /** Name of its package: "@scope/name" or "name". */
  readonly name: string;
  readonly path: string;
}

/** The READMEs of the installed packages, by package name. */
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
