import * as vscode from "vscode";
import type { ToneReason } from "../../lint/toneReason";
import type { AcceptedSentences } from "./acceptedSentences";
import { COMMANDS } from "../commandIds";
import { registerEditorCommand } from "../editorCommand";
import { EditorError } from "../editorError";
import { findCode } from "../findCode";
import { MARK_SOURCE } from "../markSource";
import { findToneReason } from "./findToneReason";
import { formatCount } from "../../wording/formatCount";
import { reportError } from "../reportError";
import type { Services } from "../services";
import { readToneSettings, SETTINGS, type ToneSettings } from "../settings";
import { ToneDocument, type ToneSurroundings } from "./toneDocument";
import type { ToneFinding } from "./toneFinding";
import { listToneFixes } from "./toneFixes";
import { hoverTone } from "./toneHover";
import { makeToneMark } from "./toneMark";
import { ToneWorkspace } from "./toneWorkspace";
import { toRange } from "../toRange";

/** Scheme of the documents that are a notebook's cells. */
const NOTEBOOK_CELL = "vscode-notebook-cell";

export function registerToneLint(services: Services, accepted: AcceptedSentences): vscode.Disposable {
  const lint = new ToneLint(services, accepted);
  lint.start();
  const workspace = new ToneWorkspace({ services, accepted, isChecked: (uri) => lint.isChecked(uri) });
  return vscode.Disposable.from(workspace, lint);
}

/** Keeps one {@link ToneDocument} for every open document that the settings ask to check. */
class ToneLint {
  readonly #services: Services;
  readonly #accepted: AcceptedSentences;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("cloze");
  readonly #documents = new Map<vscode.TextDocument, ToneDocument>();
  readonly #surroundings: ToneSurroundings;
  readonly #subscriptions: vscode.Disposable[] = [];
  #settings = new WeakMap<vscode.TextDocument, ToneSettings>();
  /** The last failure told: not told again until something changes. */
  #told: string | undefined;
  #hasFailed = false;

  constructor(services: Services, accepted: AcceptedSentences) {
    this.#services = services;
    this.#accepted = accepted;
    this.#surroundings = {
      services,
      threshold: (document) => this.#readSettings(document).threshold,
      isAccepted: (sentence) => accepted.has(sentence),
      visibleSpans,
      publish: (document, findings) => this.#publish(document, findings),
      fail: (error) => this.#fail(error),
    };
  }

  /** Whether it is open, and its marks are shown. */
  isChecked(uri: vscode.Uri): boolean {
    return [...this.#documents.keys()].some((document) => document.uri.toString() === uri.toString());
  }

  start(): void {
    const { engine, models } = this.#services;
    this.#subscriptions.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const known = this.#documents.get(document);
        known?.follow(contentChanges);
        if (known && contentChanges.length > 0 && this.#isWanted(document)) known.schedule();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("cloze.tone")) this.#refresh();
      }),
      models.onDidChange(() => this.#refresh()),
      new vscode.Disposable(
        engine.onStateChange(({ kind }) => {
          const wasFailed = this.#hasFailed;
          this.#hasFailed = kind === "failed";
          if (wasFailed && !this.#hasFailed) this.#refresh();
        }),
      ),
      new vscode.Disposable(
        this.#accepted.onDidChange(() => {
          for (const document of this.#documents.values()) document.dropAccepted();
        }),
      ),
      ...this.#registerCommands(),
      vscode.languages.registerHoverProvider("*", {
        provideHover: async (document, position, token) => {
          const finding = this.#findAt(document, position);
          if (!finding) return undefined;
          // Before anything is waited for: the finding is of the document as it is now.
          const range = toRange(document, finding.span);
          const reason = await this.#findReason(document, finding, token);
          return hoverTone(finding, { range, reason, model: models.info("tone")?.name });
        },
      }),
      vscode.languages.registerCodeActionsProvider(
        "*",
        {
          provideCodeActions: async (document, range, context, token) => {
            const finding = this.#findAt(document, range.start);
            if (!finding) return [];
            const reason = await this.#findReason(document, finding, token);
            const own = context.diagnostics.filter(({ source }) => source === MARK_SOURCE);
            return [...listToneFixes(document, { finding, reason, diagnostics: own })];
          },
        },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  #registerCommands(): readonly vscode.Disposable[] {
    const { log } = this.#services;
    return [
      registerEditorCommand({
        id: COMMANDS.checkTone,
        what: "check the tone",
        log,
        run: ({ document }) => this.#checkNow(document),
      }),
      registerEditorCommand({
        id: COMMANDS.acceptSentence,
        what: "leave the sentence unmarked",
        log,
        run: ({ document, selection }, sentence) =>
          this.#accept(typeof sentence === "string" ? sentence : this.#findAt(document, selection.active)?.text),
      }),
      vscode.commands.registerCommand(COMMANDS.markAgain, () => this.#markAgain()),
      vscode.commands.registerCommand(COMMANDS.toggleTone, () => toggle()),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const document of this.#documents.values()) document.dispose();
    this.#documents.clear();
    this.#diagnostics.dispose();
  }

  #findAt(document: vscode.TextDocument, position: vscode.Position): ToneFinding | undefined {
    const offset = document.offsetAt(position);
    return this.#documents.get(document)?.findings.find(({ span }) => span.start <= offset && offset <= span.end);
  }

  async #findReason(
    document: vscode.TextDocument,
    { span }: ToneFinding,
    token: vscode.CancellationToken,
  ): Promise<ToneReason | undefined> {
    const ended = new AbortController();
    const listener = token.onCancellationRequested(() => ended.abort());
    try {
      const { threshold } = this.#readSettings(document);
      return await findToneReason(this.#services, document, { offset: span.start, threshold }, ended.signal);
    } finally {
      listener.dispose();
    }
  }

  #open(document: vscode.TextDocument): void {
    if (this.#isWanted(document)) this.#find(document).schedule();
  }

  #close(document: vscode.TextDocument): void {
    this.#documents.get(document)?.dispose();
    this.#documents.delete(document);
  }

  #find(document: vscode.TextDocument): ToneDocument {
    const known = this.#documents.get(document) ?? new ToneDocument(document, this.#surroundings);
    this.#documents.set(document, known);
    return known;
  }

  /** Settings, model or engine changed: checks again what is still to be checked, and clears the rest. */
  #refresh(): void {
    this.#told = undefined;
    this.#settings = new WeakMap();
    for (const document of [...this.#documents.keys()]) {
      if (!this.#isWanted(document)) this.#close(document);
    }
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  /** False, too, after telling the person that a setting makes no sense. */
  #isWanted(document: vscode.TextDocument): boolean {
    try {
      const { enabled, languages } = this.#readSettings(document);
      return enabled && languages.includes(document.languageId) && isBeingWritten(document);
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Reading settings takes VS Code a millisecond or more, and every keystroke asks. */
  #readSettings(document: vscode.TextDocument): ToneSettings {
    const settings = this.#settings.get(document) ?? readToneSettings(document);
    this.#settings.set(document, settings);
    return settings;
  }

  async #checkNow(document: vscode.TextDocument): Promise<void> {
    const location = { location: vscode.ProgressLocation.Window, title: "Cloze checks the tone" };
    const summary = await vscode.window.withProgress(location, () => this.#find(document).check());
    if (document.isClosed || summary === undefined) return;
    void vscode.window.showInformationMessage(
      summary.negative === 0
        ? `No sentence of ${summary.sentences} reads negative.`
        : `${summary.negative} of ${summary.sentences} ${summary.sentences === 1 ? "sentence reads" : "sentences read"} negative. The Problems view lists them.`,
    );
  }

  async #accept(sentence: string | undefined): Promise<void> {
    if (sentence === undefined) throw new EditorError("no-text", "Put the cursor in a sentence that Cloze has marked.");
    await this.#accepted.add(sentence);
  }

  async #markAgain(): Promise<void> {
    const { count } = this.#accepted;
    await this.#accepted.clear();
    this.#refresh();
    void vscode.window.showInformationMessage(
      count === 0
        ? "No sentence of this workspace was left unmarked."
        : `${formatCount(count)} ${count === 1 ? "sentence is" : "sentences are"} marked again where they stand.`,
    );
  }

  #publish(document: vscode.TextDocument, findings: readonly ToneFinding[]): void {
    if (findings.length === 0) {
      this.#diagnostics.delete(document.uri);
      return;
    }
    const { severity } = this.#readSettings(document);
    const diagnostics = findings.map((finding) => makeToneMark(finding, toRange(document, finding.span), severity));
    this.#diagnostics.set(document.uri, diagnostics);
  }

  #fail(error: unknown): void {
    const reason = `${findCode(error)} ${error instanceof Error ? error.message : ""}`;
    if (this.#told === reason) return;
    this.#told = reason;
    reportError(this.#services.log, "check the tone", error);
  }
}

/** Not so: output channels, old sides of diffs, documents of read-only file systems. */
function isBeingWritten(document: vscode.TextDocument): boolean {
  const { uri } = findNotebook(document) ?? document;
  return uri.scheme === "untitled" || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** The notebook of a cell: the cell itself has an address that is no file. */
function findNotebook(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== NOTEBOOK_CELL) return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

function visibleSpans(document: vscode.TextDocument) {
  return vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ visibleRanges }) =>
      visibleRanges.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) })),
    );
}

/** Where the setting is written: the narrowest place that sets it, else the user's settings. */
async function toggle(): Promise<void> {
  const scope = vscode.window.activeTextEditor?.document;
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const isEnabled = configuration.get(SETTINGS.toneEnabled) !== false;
  const set = configuration.inspect(SETTINGS.toneEnabled);
  const target =
    set?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : set?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await configuration.update(SETTINGS.toneEnabled, !isEnabled, target);
}
