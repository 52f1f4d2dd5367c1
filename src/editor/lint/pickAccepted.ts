import * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import type { Services } from "../services";
import { notify, type PickRow, pickRow, showProgress } from "../surface";
import type { AcceptedSentence, AcceptedSentences } from "./acceptedSentences";
import type { LintPolicy } from "./lintPolicy";
import { readFileSentences } from "./readFileSentences";

interface Item extends PickRow {
  readonly accepted?: AcceptedSentence;
}

/**
 * Lists the sentences that were left unmarked, and marks again the ones that the person picks. Their texts are read
 * from the files: only hashes are kept.
 */
export async function pickAccepted(
  { prose }: Pick<Services, "prose">,
  policy: LintPolicy,
  accepted: AcceptedSentences,
): Promise<void> {
  if (accepted.count === 0) {
    notify("information", "No sentence of this workspace was left unmarked.");
    return;
  }
  const items = await showProgress("Cloze looks for the sentences", () => listItems(prose, policy, accepted));
  const chosen = await pickRow<Item>(items, {
    title: "Sentences that were left unmarked",
    placeHolder: "Choose the one to mark again",
    matchOnDescription: true,
  });
  if (chosen?.accepted) await accepted.remove(chosen.accepted);
}

async function listItems(
  prose: Services["prose"],
  policy: LintPolicy,
  accepted: AcceptedSentences,
): Promise<readonly Item[]> {
  const all = accepted.list();
  const texts = new Map<string, string>();
  const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
  for (const file of new Set(all.map((each) => each.file))) {
    const document = open.get(file);
    const list = document ? await prose.read(document) : await readClosed(prose, policy, vscode.Uri.parse(file));
    if (list) findTexts(list, accepted, texts);
  }
  return all.map((each) => {
    const name = vscode.workspace.asRelativePath(vscode.Uri.parse(each.file));
    const text = texts.get(each.hash);
    return text === undefined
      ? { label: `A sentence that is gone from ${name}`, accepted: each }
      : { label: text, description: name, accepted: each };
  });
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
    const found = accepted.find(text);
    if (found) texts.set(found.hash, text);
  }
}
