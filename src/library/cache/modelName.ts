/** A model on Hugging Face's hub, as people write it: `owner/name` or `owner/name@revision`. */
export interface ModelName {
  /** `owner/name`; of some old models `name` alone. */
  readonly repo: string;
  /** A branch, a tag or a commit; `undefined` means `main`. */
  readonly revision: string | undefined;
}

export const MAIN = "main";
/** The hub's own limit. */
const MOST_UNITS = 96;
const PART = "[A-Za-z0-9](?:[\\w.-]*\\w)?";
const REPO = new RegExp(`^(?:${PART}/)?${PART}$`);
const REVISION = /^\w[\w.-]*(?:\/\w[\w.-]*)*$/;

/**
 * Reads a model's name. Names and revisions become parts of paths, so that only what the hub allows is one.
 *
 * Source: huggingface_hub 1.0, utils/_validators.py, `validate_repo_id`.
 *
 * @returns `undefined` for what is no name.
 */
export function findModelName(text: string): ModelName | undefined {
  const [repo = "", revision, ...more] = text.trim().split("@");
  if (more.length > 0 || repo.length > MOST_UNITS || !REPO.test(repo)) return undefined;
  if (/--|\.\.|\.git$/.test(repo)) return undefined;
  if (revision !== undefined && (!REVISION.test(revision) || revision.includes(".."))) return undefined;
  return { repo, revision };
}

export function writeModelName({ repo, revision }: ModelName): string {
  return revision === undefined ? repo : `${repo}@${revision}`;
}

/** A commit's full id, 40 hexadecimal digits. */
export function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40}$/.test(revision);
}
