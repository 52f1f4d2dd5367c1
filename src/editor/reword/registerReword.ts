import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Span } from "../../text/spans/span";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { isReadOnly } from "../fill/isReadOnly";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { pickRow } from "../surface";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";
import type { Direction } from "./pickRewrite";
import { RewordSession } from "./rewordSession";
import { findRewordSource } from "./rewordSource";

const CHOICES: readonly { readonly label: string; readonly description: string; readonly towards: Direction }[] = [
  { label: l10n.t("Softer"), description: l10n.t("less blame, the same fault"), towards: "softer" },
  { label: l10n.t("Firmer"), description: l10n.t("without what takes it back"), towards: "firmer" },
  { label: l10n.t("Plainer"), description: l10n.t("in more frequent words"), towards: "plainer" },
  { label: l10n.t("Shorter"), description: l10n.t("in fewer words"), towards: "shorter" },
];

/** Rewords the sentences of the selection, or the sentence at the cursor. */
export function registerReword(services: Services): vscode.Disposable {
  return registerEditorCommand({
    id: COMMANDS.reword,
    what: l10n.t("Cloze could not reword the text"),
    log: services.log,
    run: async (editor, place) => {
      // A quick fix passes the range of the sentence, and is about its tone; menus and keys mean the selection, and keys
      // may say how: "args": "shorter".
      const isFix = place instanceof vscode.Range;
      const given = isFix ? "softer" : CHOICES.find(({ towards }) => towards === place)?.towards;
      const towards = given ?? (await pickRow(CHOICES, { title: l10n.t("Reword: how?") }))?.towards;
      if (towards !== undefined) await reword(services, editor, isFix ? place : editor.selection, towards);
    },
  });
}

async function reword(
  services: Services,
  editor: vscode.TextEditor,
  range: vscode.Range,
  towards: Direction,
): Promise<void> {
  const { document } = editor;
  const { version } = document;
  const wanted = toSpan(document, range);
  const [sentences, readOnly] = [await services.prose.read(document), await isReadOnly(document)];
  if (document.version !== version)
    throw new EditorError("stale", l10n.t("The text changed meanwhile. Run Reword again."));
  const readText = (span: Span) => document.getText(toRange(document, span));
  const source = findRewordSource(sentences, wanted, readText);
  if (source === undefined) {
    throw new EditorError("no-text", l10n.t("Put the cursor in a sentence, or select sentences of one paragraph."));
  }
  // Nothing may be awaited between reading the text and making the session: it follows every edit from then on.
  const session = new RewordSession(services, editor, { source, towards, isReadOnly: readOnly });
  try {
    await session.run();
  } finally {
    session.dispose();
  }
}
