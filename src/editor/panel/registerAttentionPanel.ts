import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import type { Prose } from "../../text/spans/sentence";
import type { Against } from "../../webview/messages/compared";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { notify } from "../surface";
import { toSpan } from "../toSpan";
import { AttentionPanel } from "./attentionPanel";
import { pickAgainst } from "./earlier/pickAgainst";
import { type FindingPlace, readFindingPlace } from "./findingPlace";
import { OpenPanels } from "./openPanels";
import type { PanelMachine } from "./panelMachine";
import { type PanelPlace, selectPlaces } from "./panelPlace";
import { type PanelSource, readKept, readSource } from "./panelSource";
import { readSides } from "./readSides";
import { restorePanel } from "./restorePanel";

/** Also named by the activation event `onWebviewPanel:cloze.attention`. */
const VIEW_TYPE = "cloze.attention";
const TITLE = l10n.t("Tokens and Attention");
/** Ends in a parenthesis in every language, by which `OpenPanels` knows such tabs. */
const KEPT_TITLE = l10n.t("{0} (kept)", TITLE);
/** What the tour goes through where there is no text: with a word of several pieces, and one that its neighbours give away. */
// eslint-disable-next-line language/untranslated -- the models read English
const TOUR_TEXT = "She put the kettle on and made a cup of tea.";

/** The commands that open the panel and compare in it, and the panels' return when VS Code restarts. */
export function registerAttentionPanel(services: Services, { library, createExport }: PanelMachine): vscode.Disposable {
  const panels = new OpenPanels({
    viewType: VIEW_TYPE,
    title: TITLE,
    own: (webviewPanel) => {
      const onKeep = (isKept: boolean) => {
        webviewPanel.title = isKept ? KEPT_TITLE : TITLE;
      };
      return new AttentionPanel(services, webviewPanel, { library, createExport, onKeep });
    },
  });
  const show = async (editor: vscode.TextEditor, { source, sides }: ReadSource): Promise<AttentionPanel> => {
    const panel = await panels.open();
    panel.revealBeside(editor);
    panel.show(source, sides);
    panel.revealText();
    return panel;
  };
  const command = registerEditorCommand({
    id: COMMANDS.showAttention,
    what: l10n.t("Cloze could not show tokens and attention"),
    log: services.log,
    run: async (editor, argument) => {
      const finding = readFindingPlace(argument);
      await show(editor, await (finding ? readFinding(services, finding) : readSelections(services, editor)));
    },
  });
  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: async (webviewPanel, state: unknown) => {
      const panel = panels.restore(webviewPanel, readKept(state));
      if (panel) await restorePanel(panel, services, readSource(state));
    },
  });
  return vscode.Disposable.from(
    command,
    registerComparisons(services, show),
    registerPanelCommands(services, panels),
    serializer,
    panels,
  );
}

/** What is done with the panel at hand, or in a new one. */
function registerPanelCommands(services: Services, panels: OpenPanels): vscode.Disposable {
  const save = vscode.commands.registerCommand(COMMANDS.exportView, () => {
    if (!panels.list().some((panel) => panel.export())) {
      notify("information", l10n.t("First run Show Tokens and Attention, and bring its panel to the front."));
    }
  });
  const linking = vscode.commands.registerCommand(COMMANDS.showLinks, () => {
    const [panel] = panels.list();
    if (panel) panel.link();
    else notify("information", l10n.t("First run Show Tokens and Attention, and choose a piece in its panel."));
  });
  const touring = vscode.commands.registerCommand(COMMANDS.takeTour, async () => {
    try {
      const editor = vscode.window.activeTextEditor;
      const panel = await panels.open();
      const read = panel.hasText || !editor ? undefined : await findSelections(services, editor);
      if (read) panel.show(read.source, read.sides);
      else if (!panel.hasText) panel.showWritten({ text: TOUR_TEXT });
      panel.begin("tour");
    } catch (error) {
      reportError(services.log, l10n.t("Cloze could not begin the tour"), error);
    }
  });
  const writing = vscode.commands.registerCommand(COMMANDS.seeText, async () => (await panels.open()).begin("write"));
  return vscode.Disposable.from(save, linking, writing, touring);
}

type Show = (editor: vscode.TextEditor, read: ReadSource) => Promise<AttentionPanel>;

function registerComparisons(services: Services, show: Show): vscode.Disposable {
  const compare = (id: string, against: Against | undefined) =>
    registerEditorCommand({
      id,
      what: l10n.t("Cloze could not compare"),
      log: services.log,
      run: async (editor) => {
        const read = await readSelections(services, editor);
        if (against === undefined && read.sides.length === 2) {
          const { first, second } = splitPair(read);
          await (await show(editor, second)).compareWith(first);
          return;
        }
        const chosen = against ?? (await pickAgainst(editor.document));
        if (chosen) await (await show(editor, read)).compare(chosen, against === undefined);
      },
    });
  return vscode.Disposable.from(
    compare(COMMANDS.compareInside, undefined),
    compare(COMMANDS.compareSaved, "saved"),
    compare(COMMANDS.compareCommit, "commit"),
  );
}

/** What the panel is to show. It is read before the panel opens: where there is nothing to read, none opens. */
interface ReadSource {
  readonly source: PanelSource;
  readonly sides: readonly Prose[];
}

async function readSelections(services: Services, { document, selections }: vscode.TextEditor): Promise<ReadSource> {
  const places = selectPlaces(selections.map((selection) => toSpan(document, selection)));
  return { source: { uri: document.uri.toString(), places }, sides: await readSides(services, document, places) };
}

/** Of two passages, the first is what comes before. */
function splitPair({ source: { uri, places }, sides }: ReadSource): {
  readonly first: string;
  readonly second: ReadSource;
} {
  const [first] = sides;
  if (!first) throw new RangeError("no first passage");
  return { first: first.text, second: { source: { uri, places: places.slice(1) }, sides: sides.slice(1) } };
}

/** What is at the cursor, if it is prose. */
function findSelections(services: Services, editor: vscode.TextEditor): Promise<ReadSource | undefined> {
  return readSelections(services, editor).catch((error: unknown) => {
    if (toErrorCode(error) === "no-text") return undefined;
    throw error;
  });
}

/** @throws {EditorError} `stale` where another text stands now. */
async function readFinding(services: Services, { file, sentence, start }: FindingPlace): Promise<ReadSource> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
  const places: readonly PanelPlace[] = [{ kind: "sentence", start, end: start }];
  const sides = await readSides(services, document, places);
  if (sides.some(({ text }) => text !== sentence)) {
    throw new EditorError("stale", l10n.t("The sentence changed meanwhile. Put the cursor in it, and run this again."));
  }
  return { source: { uri: document.uri.toString(), places }, sides };
}
