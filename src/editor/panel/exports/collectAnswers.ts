import * as l10n from "@vscode/l10n";
import { requireBertVizSize } from "../../../exports/buildBertViz";
import type { Exported } from "../../../exports/writeExport";
import { findMismatch } from "../../../schema/findMismatch";
import { fromPageSchema } from "../../../webview/messages/fromPage";
import { EditorError } from "../../editorError";
import { type AskEngine, PANEL_QUESTIONS, type PanelQuestion } from "../questions/panelQuestions";
import type { Shown } from "../questions/shown";
import { writePanelText } from "../writePanelText";

type Asked = Exported["asked"];

/**
 * Asks again what a view was drawn from, and keeps what the engine says.
 *
 * @param questions - As the page asks them.
 * @throws {EditorError} `no-text` for a view that asks nothing; what `ask` rejects with.
 */
export async function collectAnswers(
  shown: Shown,
  questions: readonly Readonly<Record<string, unknown>>[],
  ask: AskEngine,
): Promise<Asked> {
  const asked: Asked[number][] = [];
  const keep: AskEngine = async (method, { model, ...params }: Parameters<AskEngine>[1]) => {
    const answer = await ask(method, { model, ...params });
    // What is kept for other questions does not change an answer.
    const stated = Object.fromEntries(Object.entries(params).filter(([name]) => name !== "keep"));
    // Told to be loaded, a model says nothing of the text.
    if (method === "load") return answer;
    const { drawn } = answer as { readonly drawn?: readonly string[] };
    // Of the document, the file holds what was compared and is on screen. Asked about it alone, the answer is the same.
    const said = { ...nameOther(stated, answer), ...(drawn && { document: drawn }) };
    asked.push({ kind: method, params: said, answer });
    return answer;
  };
  for (const question of questions) {
    // eslint-disable-next-line language/untranslated -- a fault of the page, which no person can mend
    const mismatch = findMismatch("question of the page", fromPageSchema, question);
    if (mismatch !== undefined) throw new EditorError("no-text", mismatch);
    const { kind } = question as { readonly kind: string };
    if (!Object.hasOwn(PANEL_QUESTIONS, kind)) continue;
    const { ask: answer } = PANEL_QUESTIONS[kind as keyof typeof PANEL_QUESTIONS] as PanelQuestion<unknown>;
    // Nothing that was asked for the first picture: what is exported is asked for.
    await answer(question, { ...shown, first: { ...shown.first, heads: [] } }, keep);
  }
  if (asked.length === 0) throw new EditorError("no-text", l10n.t("This view has no numbers of its own to export."));
  return asked;
}

/** A second model is named, not shown by its folder: a file tells nobody where a person keeps things. */
function nameOther(params: Readonly<Record<string, unknown>>, answer: unknown): Readonly<Record<string, unknown>> {
  const { other } = params;
  if (typeof other !== "object" || other === null || !("model" in other)) return params;
  return {
    ...params,
    other: { ...other, model: (answer as { readonly after: { readonly model: string } }).after.model },
  };
}

/** The attention of every layer and head. @throws {ExportsError} `too-large` */
export async function collectMaps(
  { model, info, source, input }: Shown,
  ask: AskEngine,
  onLayer: (layer: number) => void,
): Promise<Asked> {
  requireBertVizSize(info, input.tokens.length, input.pair !== undefined);
  const asked: Asked[number][] = [];
  for (let layer = 0; layer < info.layers; layer++) {
    onLayer(layer);
    const params = { ...writePanelText(source), layer };
    asked.push({ kind: "maps", params, answer: await ask("maps", { model, ...params }) });
  }
  return asked;
}
