import { listFiles, listModels, modelInfo } from "@huggingface/hub";
import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { isCommit, MAIN, type ModelName, writeModelName } from "../cache/modelName";
import { findModelName } from "../cache/modelName";
import { LibraryError } from "../libraryError";
import { MODEL_KINDS } from "../modelKinds";
import { createHubFetch } from "./hubFetch";
import type { HubFile, HubModel, HubResult } from "./hubModel";
import type { HubSettings } from "./hubSettings";
import type { Pace } from "./pace";
import { readFacts } from "./readFacts";
import { selectFiles } from "./selectFiles";

export interface AskOptions {
  readonly settings: HubSettings;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace;
}

/** The forms of weights, as the hub's tags name them. Most models have both tags, and are found twice. */
const FORMS = ["safetensors", "pytorch"];
/** A repository of a model has some ten files beside its folders. */
const MOST_FILES = 2_000;

/**
 * Asks the hub what a model is: a few kilobytes are fetched, and no file of it.
 *
 * @throws {LibraryError} what `createHubFetch` throws; `bad-hub` for an answer that makes no sense.
 */
export async function askModel(name: ModelName, options: AskOptions): Promise<HubModel> {
  const { repo, revision = MAIN } = name;
  const shared = {
    hubUrl: options.settings.endpoint,
    fetch: fetchFor(l10n.t("model {0}", writeModelName(name)), options),
  };
  const info = await asHub(() =>
    modelInfo({ ...shared, name: repo, revision, additionalFields: ["sha", "config", "cardData", "tags"] }),
  );
  const { sha: commit, name: spelt } = info as { readonly sha: unknown; readonly name: unknown };
  if (typeof commit !== "string" || !isCommit(commit)) {
    throw new LibraryError(
      "bad-hub",
      l10n.t("model {0}: the hub names commit {1}, expected 40 digits", repo, quote(commit)),
    );
  }
  // Models that moved are answered under their new name.
  const found = typeof spelt === "string" ? findModelName(spelt)?.repo : undefined;
  if (found === undefined)
    throw new LibraryError("bad-hub", l10n.t("model {0}: the hub calls it {1}", repo, quote(spelt)));
  const files: HubFile[] = [];
  await asHub(async () => {
    let count = 0;
    const asked = { type: "model", name: found } as const;
    for await (const entry of listFiles({ ...shared, repo: asked, revision: commit, recursive: true })) {
      if (++count > MOST_FILES)
        throw new LibraryError("bad-hub", l10n.t("model {0}: it has over {1} files", repo, MOST_FILES));
      const file = findFile(entry);
      if (file !== undefined) files.push(file);
    }
  });
  const facts = readFacts(info);
  const selected = selectFiles(files);
  const isRun = facts.kind === undefined || MODEL_KINDS.includes(facts.kind);
  const lack = isRun ? selected.lack : l10n.t("it is no BERT: its model_type is {0}", quote(facts.kind));
  return { repo: found, revision, commit, ...facts, files: selected.files, lack };
}

/**
 * Searches the hub for models that Cloze runs, those first that are fetched most.
 *
 * @param most - How many.
 * @throws {LibraryError} as `askModel`.
 */
export async function searchModels(query: string, most: number, options: AskOptions): Promise<readonly HubResult[]> {
  const shared = { hubUrl: options.settings.endpoint, fetch: fetchFor(l10n.t("search"), options), limit: most };
  const found = new Map<string, HubResult>();
  for (const [kind, form] of MODEL_KINDS.flatMap((each) => FORMS.map((form) => [each, form] as const))) {
    await asHub(async () => {
      const models = listModels({
        ...shared,
        search: { query, tags: [kind, form] },
        sort: "downloads",
        additionalFields: ["config", "cardData", "tags", "safetensors"],
      });
      for await (const model of models) {
        const name = findModelName(model.name);
        if (name === undefined) continue;
        const { downloads, safetensors } = model as {
          readonly downloads: unknown;
          readonly safetensors?: { total?: unknown };
        };
        const parameters = typeof safetensors?.total === "number" ? safetensors.total : undefined;
        const count = typeof downloads === "number" ? downloads : 0;
        found.set(name.repo, { repo: name.repo, ...readFacts(model), kind, downloads: count, parameters });
      }
    });
  }
  return [...found.values()].sort((a, b) => b.downloads - a.downloads).slice(0, most);
}

function fetchFor(subject: string, { settings, signal, pace }: AskOptions): typeof fetch {
  return createHubFetch({ settings, subject, signal, ...(pace && { pace }) });
}

/** What the hub's library throws for an answer that it cannot read. */
async function asHub<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof LibraryError) throw error;
    throw new LibraryError(
      "bad-hub",
      l10n.t("the hub's answer makes no sense: {0}", error instanceof Error ? error.message : l10n.t("none")),
      { cause: error },
    );
  }
}

/** Hashes become names of files, so that only what is one is taken. Names that Cloze does not read are left out later. */
function findFile(entry: {
  type: string;
  path: string;
  size: number;
  oid?: string;
  lfs?: { oid: string; size: number };
}) {
  if (entry.type !== "file" || typeof entry.path !== "string") return undefined;
  const { lfs } = entry;
  const bytes = lfs?.size ?? entry.size;
  const hash = lfs?.oid ?? entry.oid ?? "";
  const isHash = lfs === undefined ? /^[0-9a-f]{40}$/ : /^[0-9a-f]{64}$/;
  if (!Number.isSafeInteger(bytes) || bytes < 0 || !isHash.test(hash)) {
    throw new LibraryError(
      "bad-hub",
      l10n.t("{0}: the hub gives {1} bytes and the hash {2}", quote(entry.path), quote(bytes), quote(hash)),
    );
  }
  const algorithm = lfs === undefined ? "git" : "sha256";
  return { name: entry.path, bytes, algorithm, hash } satisfies HubFile;
}
