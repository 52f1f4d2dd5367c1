import { homedir } from "node:os";
import path from "node:path";

type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * The folder in which Hugging Face's tools keep what they fetch: absolute. It is theirs as much as Cloze's, so that a model
 * is on a machine once.
 *
 * Source: huggingface_hub 1.0, constants.py.
 */
export function selectHubCache(environment: Environment = process.env, home: string = homedir()): string {
  const expand = (folder: string) => path.resolve(folder.replace(/^~(?=$|[\\/])/, home));
  const named = findVariable(environment, "HF_HUB_CACHE") ?? findVariable(environment, "HUGGINGFACE_HUB_CACHE");
  return named === undefined ? path.join(selectHubHome(environment, home), "hub") : expand(named);
}

/** The folder in which Hugging Face's tools keep everything of theirs: the cache and the token. */
export function selectHubHome(environment: Environment = process.env, home: string = homedir()): string {
  const expand = (folder: string) => path.resolve(folder.replace(/^~(?=$|[\\/])/, home));
  const named = findVariable(environment, "HF_HOME");
  if (named !== undefined) return expand(named);
  return path.join(expand(findVariable(environment, "XDG_CACHE_HOME") ?? path.join(home, ".cache")), "huggingface");
}

/** A variable that is set; one that is empty counts for nothing. */
export function findVariable(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === "" ? undefined : value;
}
