import { realpath } from "node:fs/promises";
import path from "node:path";
import { PROJECT_FILE } from "../../lint/projectFile/projectFile";
import type { Rule } from "../../lint/rule";
import { buildOwnRule } from "../../lint/rules/own/buildOwnRule";
import { CliError } from "../cliError";
import { openToneFile } from "../input/openToneFile";
import type { FoundProjectFile } from "./findProjectFile";

/**
 * The rules of tones of one's own.
 *
 * @param named - Files that the command names, relative to `folder`.
 * @param project - Its files are inside its folder, links included.
 * @throws {CliError} `bad-input`, `bad-project-file`, `bad-usage` for two rules of one name; {OwnToneError} `bad-file`.
 */
export async function readOwnRules(
  folder: string,
  named: readonly string[],
  project: FoundProjectFile | undefined,
): Promise<readonly Rule[]> {
  /** By absolute path, what messages call it. */
  const sources = new Map<string, string>();
  for (const name of named) {
    sources.set(path.resolve(folder, name), name);
  }
  for (const name of project?.file.own ?? []) {
    const file = await findInside(project?.folder ?? folder, name);
    if (!sources.has(file)) sources.set(file, path.relative(folder, file));
  }
  const rules: Rule[] = [];
  const isNamed = (file: string) => named.some((name) => path.resolve(folder, name) === file);
  const won = new Set<string>();
  for (const [file, name] of sources) {
    const rule = buildOwnRule(await openToneFile(name, folder));
    if (rule === undefined) {
      throw new CliError("bad-input", `${name} marks no label, so it is no rule: train it again with --mark`);
    }
    if (isNamed(file)) won.add(rule.id);
    // What the command names goes before the project's rule of that name.
    else if (won.has(rule.id)) continue;
    if (rules.some(({ id }) => id === rule.id)) {
      throw new CliError("bad-usage", `${name} is a second file of the rule ${rule.id}: give one of them another name`);
    }
    rules.push(rule);
  }
  return rules;
}

/** A team's file may come from anybody: no link in it leads out of the folder. */
async function findInside(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  const [real, root] = await Promise.all([realpath(file).catch(() => undefined), realpath(folder)]);
  if (real === undefined)
    throw new CliError("bad-project-file", `${path.join(folder, PROJECT_FILE)}: own: ${name} is not there`);
  if (real.startsWith(root + path.sep)) return file;
  throw new CliError("bad-project-file", `${path.join(folder, PROJECT_FILE)}: own: ${name} leads out of the folder`);
}
