import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** package.json as VS Code reads it in English: with the texts of package.nls.json where it names them. */
export function readManifest(): unknown {
  const texts = JSON.parse(readFileSync(join(ROOT, "package.nls.json"), "utf8")) as Readonly<Record<string, string>>;
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"), (_key, value: unknown) => {
    const name = typeof value === "string" ? /^%(.+)%$/.exec(value)?.[1] : undefined;
    return name === undefined ? value : texts[name];
  });
}
