import { createTwoFilesPatch } from "diff";
import { nameForHost } from "../reports/nameForHost";

/** The change of a file as a unified diff, which `git apply` takes: its lines, with the CR that ends some. */
export function buildDiff(file: string, text: string, fixed: string): readonly string[] {
  const name = nameForHost(file);
  const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, text, fixed, undefined, undefined, { context: 3 });
  return patch
    .split("\n")
    .filter((line) => !/^=+$/.test(line))
    .slice(0, -1);
}
