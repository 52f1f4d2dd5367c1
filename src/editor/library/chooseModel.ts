import path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findModelName } from "../../library/cache/modelName";
import type { HubAccess } from "../../library/download/hubAccess";
import { DEFAULT_MODELS, type Library, type Purpose, PURPOSES } from "../../library/library";
import { guessJobs, JOBS } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { EditorError } from "../editorError";
import type { Services } from "../services";
import { MODEL_SETTINGS, readModelFolders, SETTINGS } from "../settings";
import { askText, notify, pickRow, showCancellable, showProgress } from "../surface";
import { fetchModel } from "./fetchModel";
import { listModelRows, type ModelChoiceRow } from "./modelRows";

export interface ChooseServices extends Pick<Services, "engine" | "models"> {
  readonly library: Library;
  readonly openHub: () => Promise<HubAccess>;
}

const TITLES: Readonly<Record<Purpose, string>> = {
  text: l10n.t("Words and Sentences"),
  tone: l10n.t("Tone"),
  similar: l10n.t("Sentences Like This"),
  answers: l10n.t("Answers From a Document"),
  tags: l10n.t("Tags on Words"),
  judgements: l10n.t("Judgements of Two Sentences"),
};
const DETAILS: Readonly<Record<Purpose, string>> = {
  text: l10n.t("Fill Mask, Check Next Sentence, words that were not meant, Tokens and Attention"),
  tone: l10n.t("Sentences that read negative"),
  similar: l10n.t("Find Sentences Like This, Find Repetitions"),
  answers: l10n.t("Ask This Document"),
  tags: l10n.t("Show Tags: names of people, places and the like"),
  judgements: l10n.t("Compare Two Sentences, Find Contradictions"),
};
/** What is answered from now on. */
const ANSWERED: Readonly<Record<Purpose, string>> = {
  text: l10n.t("words and sentences"),
  tone: l10n.t("tone"),
  similar: l10n.t("sentences like this"),
  answers: l10n.t("answers from a document"),
  tags: l10n.t("tags on words"),
  judgements: l10n.t("judgements of two sentences"),
};
const MOST_FOUND = 30;

/**
 * Lets the person choose the model of a purpose among those that are here and those of the hub, fetches it if they agree,
 * and writes it to their settings.
 *
 * @param given - The purpose, if it was chosen already.
 */
export async function chooseModel(services: ChooseServices, given: Purpose | undefined): Promise<void> {
  const purpose = given ?? (await pickPurpose(services));
  if (purpose === undefined) return;
  const chosen = await pickModel(services, purpose);
  const name = chosen && (await provide(services, chosen));
  if (name === undefined) return;
  await use(services, purpose, name);
}

async function pickPurpose({ models }: ChooseServices): Promise<Purpose | undefined> {
  const rows = PURPOSES.map((purpose) => ({
    icon: "library",
    label: TITLES[purpose],
    description: models.info(purpose)?.name ?? "",
    detail: DETAILS[purpose],
    purpose,
  }));
  const placeHolder = l10n.t("What should another model do?");
  return (await pickRow(rows, { title: l10n.t("Choose a Model"), placeHolder }))?.purpose;
}

async function pickModel(services: ChooseServices, purpose: Purpose): Promise<ModelChoiceRow["choice"]> {
  const { engine, library, models } = services;
  const now = models.info(purpose)?.folder;
  const rows = await showProgress(l10n.t("Looking at the models on this machine"), () =>
    listModelRows(purpose, { engine, library, folders: readModelFolders(), now }),
  );
  const title = l10n.t("Choose a Model: {0}", TITLES[purpose]);
  const placeHolder = l10n.t("Nothing is fetched before you agree to it");
  return (await pickRow(rows, { title, placeHolder, matchOnDescription: true }))?.choice;
}

/** @returns What to write to the settings. */
async function provide(
  services: ChooseServices,
  choice: NonNullable<ModelChoiceRow["choice"]>,
): Promise<string | undefined> {
  switch (choice.kind) {
    case "unfit":
      throw new EditorError("no-model", l10n.t("{0} cannot serve here: {1}.", choice.name, choice.lack));
    case "here":
      return choice.name;
    case "hub":
      return fetchNamed(services, choice.name);
    case "type": {
      const typed = await askText({
        title: l10n.t("Choose a Model"),
        prompt: l10n.t("owner/name or owner/name@revision on Hugging Face’s hub"),
      });
      return typed === undefined ? undefined : fetchNamed(services, typed);
    }
    case "search":
      return search(services);
    case "folder":
      return addFolder(services);
  }
}

async function fetchNamed({ library, openHub }: ChooseServices, written: string): Promise<string | undefined> {
  const name = findModelName(written);
  if (name === undefined) {
    throw new EditorError(
      "no-model",
      l10n.t("“{0}” is no name of a model. Write owner/name, such as google-bert/bert-base-cased.", written),
    );
  }
  // What is here already is not asked for.
  const isHere = await library.resolveName(written.trim()).then(
    () => true,
    () => false,
  );
  return isHere ? written.trim() : fetchModel(await openHub(), name);
}

async function search(services: ChooseServices): Promise<string | undefined> {
  const query = await askText({
    title: l10n.t("Search the Hub"),
    prompt: l10n.t("Part of a model’s name; the hub is asked for it"),
  });
  if (query === undefined || query.trim() === "") return undefined;
  const hub = await services.openHub();
  const found = await showCancellable(l10n.t("Asking {0}", new URL(hub.endpoint).host), (_, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    return hub.search(query.trim(), MOST_FOUND, cancel.signal);
  });
  if (found.length === 0)
    throw new EditorError("no-model", l10n.t("The hub has no BERT of this name whose weights Cloze reads."));
  const rows = found.map(({ repo, architectures, license, languages, parameters, downloads }) => ({
    icon: "cloud-download",
    label: repo,
    description: describeJobs(guessJobs(architectures), JOBS),
    detail: [
      license ?? l10n.t("licence not stated"),
      ...(languages.length === 0 ? [] : [languages.slice(0, 5).join(", ")]),
      ...(parameters === undefined ? [] : [l10n.t("{0} M weights", formatFixed(parameters / 1e6, 1))]),
      l10n.t("fetched {0} times in a month", formatCount(downloads)),
    ].join(" · "),
  }));
  const row = await pickRow(rows, {
    title: l10n.t("Models for “{0}”", query.trim()),
    placeHolder: l10n.t("Nothing is fetched before you agree to it"),
  });
  return row && fetchNamed(services, row.label);
}

async function addFolder({ engine }: ChooseServices): Promise<string | undefined> {
  const options = {
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: l10n.t("Choose"),
    title: l10n.t("Folder of a checkpoint"),
  };
  const folder = (await vscode.window.showOpenDialog(options))?.[0]?.fsPath;
  if (folder === undefined) return undefined;
  await engine.request("inspect", { model: folder });
  const folders = readModelFolders();
  if (!folders.includes(folder)) {
    await vscode.workspace
      .getConfiguration()
      .update(SETTINGS.modelFolders, [...folders, folder], vscode.ConfigurationTarget.Global);
  }
  return folder;
}

async function use({ models }: ChooseServices, purpose: Purpose, name: string): Promise<void> {
  const isDefault = name === DEFAULT_MODELS[purpose];
  await vscode.workspace
    .getConfiguration()
    .update(MODEL_SETTINGS[purpose], isDefault ? undefined : name, vscode.ConfigurationTarget.Global);
  // The settings may name it already, and its files are new.
  models.retry();
  await showProgress(l10n.t("Loading {0}", path.basename(name)), () => models.resolve(purpose));
  // If it did not load, the person was told so.
  if (models.failure(purpose) !== undefined) return;
  notify("information", l10n.t("{0} answers from now on: {1}.", models.info(purpose)?.name ?? name, ANSWERED[purpose]));
}
