import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { AcceptedSentence, AcceptedSentences } from "../../lint/open/acceptedSentences";
import type { SentenceList } from "../../prose/packedSentences";
import type { Services } from "../services";
import { notify, type PickRow, pickRow, showProgress } from "../surface";
import type { LintPolicy } from "./lintPolicy";
import { readFileSentences } from "./readFileSentences";

export const NOTHING_LEFT = l10n.t("Nothing in this workspace was left unmarked.");

interface Item extends PickRow {
  readonly accepted?: AcceptedSentence;
}

/**
 * Lists the sentences and words that were left unmarked, and marks again the one that the person picks. Their texts are
 * read from the files: only hashes are kept.
 */
export async function pickAccepted(
  { prose }: Pick<Services, "prose">,
  policy: LintPolicy,
  accepted: AcceptedSentences,
): Promise<void> {
  if (accepted.count === 0) {
    notify("information", NOTHING_LEFT);
    return;
  }
  const items = await showProgress(l10n.t("Cloze looks for what was left unmarked"), () =>
    listItems(prose, policy, accepted),
  );
  const chosen = await pickRow<Item>(items, {
    title: l10n.t("What was left unmarked"),
    placeHolder: l10n.t("Choose the one to mark again"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.accepted) await accepted.remove(chosen.accepted);
}

/** The sentences that were left unmarked as a whole, as far as they still stand where that was. */
export async function listAcceptedTexts(
  { prose }: Pick<Services, "prose">,
  policy: LintPolicy,
  accepted: AcceptedSentences,
): Promise<readonly string[]> {
  const texts = await readTexts(prose, policy, accepted);
  return accepted.list().flatMap(({ hash, place }) => (place === undefined ? (texts.get(hash) ?? []) : []));
}

/** By its hash, the text of each sentence that was accepted or has a word that was. */
async function readTexts(
  prose: Services["prose"],
  policy: LintPolicy,
  accepted: AcceptedSentences,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  for (const file of new Set(accepted.list().map((each) => each.file))) {
    const document = open.get(file);
    const list = document ? await prose.read(document) : await readClosed(prose, policy, vscode.Uri.parse(file));
    if (list) findTexts(list, accepted, texts);
  }
  return texts;
}

async function listItems(
  prose: Services["prose"],
  policy: LintPolicy,
  accepted: AcceptedSentences,
): Promise<readonly Item[]> {
  const texts = await readTexts(prose, policy, accepted);
  return accepted.list().map((each) => {
    const name = vscode.workspace.asRelativePath(vscode.Uri.parse(each.file));
    const text = texts.get(each.hash);
    return text === undefined
      ? { label: describeGone(name, each), accepted: each }
      : { ...describeAccepted(text, each), description: name, accepted: each };
  });
}

function describeGone(name: string, { place }: AcceptedSentence): string {
  return place ? l10n.t("A word that is gone from {0}", name) : l10n.t("A sentence that is gone from {0}", name);
}

/** A word is listed with its sentence. */
export function describeAccepted(
  text: string,
  { place }: Pick<AcceptedSentence, "place">,
): Pick<Item, "label" | "detail"> {
  if (place === undefined) return { label: text };
  if (place.start < place.end) return { label: l10n.t("“{0}”", text.slice(place.start, place.end)), detail: text };
  const [next] = text.slice(place.end).trimStart().split(" ", 1);
  return { label: next ? l10n.t("No word before “{0}”", next) : l10n.t("No word at the end"), detail: text };
}

async function readClosed(
  prose: Services["prose"],
  policy: LintPolicy,
  uri: vscode.Uri,
): Promise<SentenceList | undefined> {
  return (await readFileSentences(prose, { uri, policy: policy.read(uri) }))?.sentences;
}

function findTexts(list: SentenceList, accepted: AcceptedSentences, texts: Map<string, string>): void {
  for (let index = 0; index < list.count; index += 1) {
    const { text } = list.at(index);
    for (const { hash } of accepted.find(text)) texts.set(hash, text);
  }
}
