import * as l10n from "@vscode/l10n";
import type { CachedModel } from "../../library/cache/cachedModels";
import { writeModelName } from "../../library/cache/modelName";
import { KNOWN_MODELS, type KnownModel } from "../../library/knownModels";
import { DEFAULT_MODELS, type Library, type Purpose } from "../../library/library";
import { JOBS, listJobs, type ModelJob } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { Services } from "../services";
import type { PickRow } from "../surface";

/** What a row of the list stands for. */
export type ModelChoiceRow = PickRow & {
  readonly choice?:
    | { readonly kind: "here" | "hub"; readonly name: string }
    | { readonly kind: "unfit"; readonly name: string; readonly lack: string }
    | { readonly kind: "type" | "search" | "folder" };
};

/** What a model is wanted for. */
const WANTED: Readonly<Record<Purpose, readonly ModelJob[]>> = {
  // eslint-disable-next-line language/untranslated -- names of jobs
  text: ["words", "pairs"],
  tone: ["tone"],
  similar: ["sentences"],
  answers: ["answers"],
  tags: ["tags"],
  judgements: ["judgements"],
};

export interface RowSources {
  readonly engine: Services["engine"];
  readonly library: Library;
  /** Folders that the settings name; absolute. */
  readonly folders: readonly string[];
  /** The folder of the model that answers now. */
  readonly now: string | undefined;
}

/** The models that one can choose for a purpose. Asks the engine about those that are here, and nobody else. */
export async function listModelRows(purpose: Purpose, sources: RowSources): Promise<readonly ModelChoiceRow[]> {
  const cache = await listCached(sources.library);
  const here = await listHere(purpose, sources, cache.models);
  const names = new Set(here.map(({ label }) => label));
  const known = KNOWN_MODELS.filter(({ name }) => !names.has(name));
  const isWanted = ({ jobs }: KnownModel) => jobs.some((job) => WANTED[purpose].includes(job));
  return [
    { label: l10n.t("On this machine"), isHeading: true },
    ...here,
    ...(cache.failure === undefined
      ? []
      : [{ icon: "warning", label: l10n.t("Models That Were Fetched Cannot Be Listed"), detail: cache.failure }]),
    {
      icon: "folder-opened",
      label: l10n.t("A Folder…"),
      detail: l10n.t("The folder of a checkpoint"),
      choice: { kind: "folder" },
    },
    { label: l10n.t("On Hugging Face’s hub: it is asked when you choose one"), isHeading: true },
    { icon: "search", label: l10n.t("Search the Hub…"), choice: { kind: "search" } },
    {
      icon: "edit",
      label: l10n.t("A Name…"),
      detail: l10n.t("owner/name or owner/name@revision"),
      choice: { kind: "type" },
    },
    ...[...known.filter(isWanted), ...known.filter((model) => !isWanted(model))].map((model) =>
      buildRow(model.name, findMisfit(model.jobs, purpose), {
        icon: "cloud-download",
        description: `${describeJobs(model.jobs, JOBS)} · ${model.languages} · ${model.license}`,
        detail: model.about,
        kind: "hub",
      }),
    ),
  ];
}

function buildRow(
  name: string,
  lack: string | undefined,
  { kind, ...look }: Pick<PickRow, "description" | "detail"> & { readonly icon: string; readonly kind: "here" | "hub" },
): ModelChoiceRow {
  if (lack === undefined) return { ...look, label: name, choice: { kind, name } };
  const detail = l10n.t("Cannot serve here: {0}", lack);
  return { ...look, icon: "circle-slash", label: name, detail, choice: { kind: "unfit", name, lack } };
}

async function listHere(
  purpose: Purpose,
  { engine, library, folders, now }: RowSources,
  cached: readonly CachedModel[],
): Promise<readonly ModelChoiceRow[]> {
  const models = [
    ...(await library.list()).map(({ name, folder }) => ({ name, folder, about: l10n.t("bundled"), lack: undefined })),
    ...cached.map(({ repo, revisions, commit, folder, bytes, lack }) => ({
      name: writeModelName({ repo, revision: revisions.includes("main") ? undefined : (revisions[0] ?? commit) }),
      folder,
      about: formatBytes(bytes),
      lack,
    })),
    ...folders.map((folder) => ({ name: folder, folder, about: l10n.t("folder"), lack: undefined })),
  ];
  return Promise.all(
    models.map(async ({ name, folder, about, lack: known }): Promise<ModelChoiceRow> => {
      const found = known === undefined ? await inspect(engine, folder) : { jobs: [], lack: known };
      const described = found.jobs.length === 0 ? "" : `${describeJobs(found.jobs, JOBS)} · `;
      return buildRow(name, found.lack ?? findMisfit(found.jobs, purpose), {
        icon: folder === now ? "check" : "library",
        description: `${described}${about}${name === DEFAULT_MODELS[purpose] ? ` · ${l10n.t("default")}` : ""}`,
        detail: folder,
        kind: "here",
      });
    }),
  );
}

/** Without the cache there are others to choose from. */
async function listCached(
  library: Library,
): Promise<{ readonly models: readonly CachedModel[]; readonly failure?: string }> {
  try {
    return { models: await library.listCached() };
  } catch (error) {
    return { models: [], failure: error instanceof Error ? error.message : l10n.t("the cache cannot be read") };
  }
}

async function inspect(
  engine: Services["engine"],
  folder: string,
): Promise<{ readonly jobs: readonly ModelJob[]; readonly lack?: string }> {
  try {
    const { has, pooling, labels } = await engine.request("inspect", { model: folder });
    return { jobs: listJobs(has, { pooling, labels }) };
  } catch (error) {
    return { jobs: [], lack: error instanceof Error ? error.message : l10n.t("it cannot be read") };
  }
}

/** What a model must be able to do, and what is said of one that is not. */
const NEEDED: readonly { readonly purpose: Purpose; readonly job: ModelJob; readonly lack: string }[] = [
  { purpose: "tone", job: "tone", lack: l10n.t("it labels no sentences") },
  { purpose: "answers", job: "answers", lack: l10n.t("it answers no questions") },
  { purpose: "tags", job: "tags", lack: l10n.t("it labels no words") },
  { purpose: "judgements", job: "judgements", lack: l10n.t("it judges no two sentences") },
];

/** Attention and embeddings are of every model, so that one without words can be looked at. */
function findMisfit(jobs: readonly ModelJob[], purpose: Purpose): string | undefined {
  return NEEDED.find((need) => need.purpose === purpose && !jobs.includes(need.job))?.lack;
}
