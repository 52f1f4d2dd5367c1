import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { PathPattern } from "../../../lint/projectFile/pathPattern";
import { listEndings, PROSE_ENDINGS } from "../../../text/formats/format";
import { CliError } from "../../cliError";
import { STANDARD_INPUT } from "../../input/listFiles";
import type { ChangedFile, Changes } from "./listChanges";

/**
 * Of the files that changed, those that paths and patterns name, as `listFiles` reads them: a folder stands for the
 * documents in it, none for all documents here. It is no error that nothing of a pattern changed.
 *
 * @throws {CliError} `no-files` for a path that is not there and did not go, `bad-usage` for standard input.
 */
export function selectChanged(
  { files, deleted }: Changes,
  patterns: readonly string[],
  { folder, languages }: { readonly folder: string; readonly languages: readonly string[] | undefined },
): readonly ChangedFile[] {
  const endings = languages === undefined ? PROSE_ENDINGS : listEndings(languages);
  const isDocument = (file: string) => endings.some((ending) => file.toLowerCase().endsWith(`.${ending}`));
  const tests = (patterns.length === 0 ? ["."] : patterns).map((pattern) => {
    if (pattern === STANDARD_INPUT)
      throw new CliError("bad-usage", "standard input has no earlier state to compare with");
    const named = path.relative(folder, path.resolve(folder, pattern));
    const known = [...files.map(({ file }) => file), ...deleted].includes(named);
    if (known) return (file: string) => file === named;
    if (existsSync(path.join(folder, named))) {
      if (!statSync(path.join(folder, named)).isDirectory()) return (file: string) => file === named;
      return (file: string) => isWithin(file, named) && isDocument(file);
    }
    if (!/[*?[{(]/.test(pattern)) throw new CliError("no-files", `"${pattern}": no such file, and none that is gone`);
    const glob = new PathPattern(named.split(path.sep).join("/"));
    return (file: string) => glob.matches(file.split(path.sep).join("/"));
  });
  return files.filter(({ file }) => tests.some((test) => test(file)));
}

function isWithin(file: string, folder: string): boolean {
  const inside = path.relative(folder, file);
  return inside !== ".." && !inside.startsWith(`..${path.sep}`);
}
