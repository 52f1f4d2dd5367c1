import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toInertLine } from "./inertLine";
import { type Markdown, writeMarkdown } from "./inertMarkdown";

/**
 * Every place where VS Code draws text that Cloze gives it: notifications, progress, lists, the status bar, hovers. What
 * a setting, a document, a file name, a model or an error says arrives here as text and stays text; markup is Cloze's
 * own. A test holds all other files to these functions.
 */

/** A button of a notification. */
export interface Action {
  readonly title: string;
  readonly run: () => PromiseLike<unknown>;
}

const SHOWERS = {
  error: (message: string, titles: readonly string[]) => vscode.window.showErrorMessage(message, ...titles),
  warning: (message: string, titles: readonly string[]) => vscode.window.showWarningMessage(message, ...titles),
  information: (message: string, titles: readonly string[]) => vscode.window.showInformationMessage(message, ...titles),
} as const;

/** Shows a notification, and runs the action that the person chooses. */
export function notify(severity: keyof typeof SHOWERS, message: string, actions: readonly Action[] = []): void {
  const titles = actions.map(({ title }) => title);
  void SHOWERS[severity](toInertLine(message), titles).then((chosen) =>
    actions.find(({ title }) => title === chosen)?.run(),
  );
}

/** Runs work while the status bar says what it is. */
export function showProgress<T>(title: string, run: () => Thenable<T>): Thenable<T> {
  const location = vscode.ProgressLocation.Window;
  return vscode.window.withProgress({ location, title: toInertLine(title) }, run);
}

/** Runs work in a notification that says how far it is and can be cancelled. `part`, 0..1, is what was done since. */
export function showCancellable<T>(
  title: string,
  run: (report: (message: string, part?: number) => void, token: vscode.CancellationToken) => Thenable<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: toInertLine(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    run((message, part = 0) => progress.report({ message: toInertLine(message), increment: 100 * part }), token),
  );
}

/** A row of a list. Without a label it is a line between rows. */
export interface PickRow {
  /** Name of one of VS Code's icons, before the label. */
  readonly icon?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly alwaysShow?: boolean;
  /** The row is a line between rows that has the label on it. */
  readonly isHeading?: boolean;
}

/** A row as VS Code shows it. */
class ShownRow<T extends PickRow> implements vscode.QuickPickItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly alwaysShow?: boolean;
  readonly kind?: vscode.QuickPickItemKind;
  readonly #row: T;

  constructor(row: T) {
    const { icon, label, description, detail, alwaysShow, isHeading = label === "" } = row;
    this.#row = row;
    this.label = icon === undefined ? toInertLine(label) : `$(${icon}) ${toInertLine(label)}`;
    if (description !== undefined) this.description = toInertLine(description);
    if (detail !== undefined) this.detail = toInertLine(detail);
    if (alwaysShow !== undefined) this.alwaysShow = alwaysShow;
    if (isHeading) this.kind = vscode.QuickPickItemKind.Separator;
  }

  /** As it was given. */
  get row(): T {
    return this.#row;
  }
}
export type { ShownRow };

/** The rows of a list that {@link createPick} made. */
export function showRows<T extends PickRow>(rows: readonly T[]): readonly ShownRow<T>[] {
  return rows.map((row) => new ShownRow(row));
}

/** A list whose rows come from {@link showRows}. Its title goes through {@link setPickTitle}. */
export function createPick<T extends PickRow>(): vscode.QuickPick<ShownRow<T>> {
  return vscode.window.createQuickPick<ShownRow<T>>();
}

export function setPickTitle(pick: vscode.QuickPick<ShownRow<PickRow>>, title: string): void {
  pick.title = toInertLine(title);
}

/** Lets the person choose a row; `undefined` when the list is closed. */
export async function pickRow<T extends PickRow>(
  rows: readonly T[],
  { title, placeHolder, matchOnDescription = false }: vscode.QuickPickOptions & { readonly title: string },
): Promise<T | undefined> {
  const options = { title: toInertLine(title), placeHolder: toInertLine(placeHolder ?? ""), matchOnDescription };
  const chosen = await vscode.window.showQuickPick(showRows(rows), options);
  return chosen?.row;
}

/** Lets the person write a line; `undefined` when they close it. */
export async function askText({
  title,
  prompt,
  value,
  isSecret = false,
  findLack,
}: {
  readonly title: string;
  readonly prompt: string;
  /** What stands there already. */
  readonly value?: string;
  readonly isSecret?: boolean;
  /** What a line lacks, so that the box stays open and says so. */
  readonly findLack?: (written: string) => string | undefined;
}): Promise<string | undefined> {
  const shown = { title: toInertLine(title), prompt: toInertLine(prompt) };
  const given = value === undefined ? {} : { value: toInertLine(value) };
  const checked = findLack && { validateInput: (written: string) => toInertLine(findLack(written) ?? "") };
  return vscode.window.showInputBox({ ...shown, ...given, ...checked, password: isSecret, ignoreFocusOut: true });
}

/** Asks in a dialog that nothing goes past. @param detail - Lines. @param action - What agrees. */
export async function confirm(message: string, detail: readonly string[], action: string): Promise<boolean> {
  const options = { modal: true, detail: detail.map(toInertLine).join("\n") };
  return (await vscode.window.showInformationMessage(toInertLine(message), options, action)) === action;
}

/** What VS Code says before and while an agent's tool runs. */
export function buildToolNotice(
  doing: string,
  { title, detail }: { readonly title: string; readonly detail: string },
): vscode.PreparedToolInvocation {
  const message = toMarkdownString(writeMarkdown`${detail}`);
  return { invocationMessage: toInertLine(doing), confirmationMessages: { title: toInertLine(title), message } };
}

export interface StatusLook {
  /** Name of one of VS Code's icons, with `~spin` if it turns. */
  readonly icon: string;
  readonly text: string;
  readonly background: string | undefined;
  readonly tooltip: Markdown;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** An item of the status bar. */
export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor(id: string, { name, command, priority }: { name: string; command: string; priority: number }) {
    this.#item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, priority);
    this.#item.name = name;
    this.#item.command = command;
    this.#item.show();
  }

  update({ icon, text, background, tooltip, spoken }: StatusLook): void {
    this.#item.text = `$(${icon}) ${toInertLine(text)}`;
    this.#item.backgroundColor = background === undefined ? undefined : new vscode.ThemeColor(background);
    this.#item.tooltip = toMarkdownString(tooltip);
    this.#item.accessibilityInformation = { label: toInertLine(spoken), role: "button" };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

export function buildHover(contents: readonly Markdown[], range: vscode.Range): vscode.Hover {
  return new vscode.Hover(contents.map(toMarkdownString), range);
}

/** Its links run the commands that the Markdown names, and no others. */
export function toMarkdownString({ source, commands }: Markdown): vscode.MarkdownString {
  const text = new vscode.MarkdownString(source);
  if (commands.length > 0) text.isTrusted = { enabledCommands: commands };
  return text;
}

/** A row of a tree. */
export interface TreeRow {
  /** Unlike that of any other row: VS Code keeps what is open and chosen by it. Absent from rows that are shown once. */
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  /** Lines. */
  readonly tooltip?: readonly string[];
  /** One of VS Code's icons, and a colour of the theme. */
  readonly icon?: { readonly name: string; readonly color?: string };
  /** The row has the icon of this file. */
  readonly file?: vscode.Uri;
  /** Whether its rows are shown at first; absent from a row that has none. */
  readonly isOpen?: boolean;
  /** What menus know it by, if there are any. */
  readonly kind?: string;
  /** What a click or Enter opens, as a preview at first. */
  readonly opens?: { readonly uri: vscode.Uri; readonly at: vscode.Position };
  /** What a click or Enter runs, of a row that opens nothing. */
  readonly runs?: { readonly command: string; readonly argument: unknown };
  /** What a screen reader says. Default: the label. */
  readonly spoken?: string;
}

export function buildTreeItem(row: TreeRow): vscode.TreeItem {
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const state = row.isOpen === undefined ? None : row.isOpen ? Expanded : Collapsed;
  const item = new vscode.TreeItem(toInertLine(row.label), state);
  if (row.id !== undefined) item.id = row.id;
  if (row.kind !== undefined) item.contextValue = row.kind;
  item.accessibilityInformation = { label: toInertLine(row.spoken ?? row.label) };
  if (row.description !== undefined) item.description = toInertLine(row.description);
  if (row.tooltip !== undefined) item.tooltip = row.tooltip.map(toInertLine).join("\n");
  if (row.file) {
    item.resourceUri = row.file;
    item.iconPath = vscode.ThemeIcon.File;
  } else if (row.icon) {
    const { name, color } = row.icon;
    item.iconPath = new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
  }
  if (row.opens) {
    const { uri, at } = row.opens;
    // VS Code gives this command, and no other, what a list means by a click, a double click and Enter.
    item.command = {
      title: l10n.t("Open"),
      command: "vscode.open",
      arguments: [uri, { selection: new vscode.Range(at, at) }],
    };
  } else if (row.runs) {
    const { command, argument } = row.runs;
    item.command = { title: l10n.t("Open"), command, arguments: [argument] };
  }
  return item;
}

/** What stands at the head of a tree, and on its icon. */
export interface TreeSummary {
  readonly description?: string;
  /** Above the rows. */
  readonly message: string | undefined;
  readonly badge?: { readonly value: number; readonly tooltip: string } | undefined;
}

/** A view of rows, whose items come from {@link buildTreeItem}. */
export class TreeSurface<T> implements vscode.Disposable {
  readonly #view: vscode.TreeView<T>;
  #shown: TreeSummary | undefined;

  constructor(id: string, treeDataProvider: vscode.TreeDataProvider<T>) {
    this.#view = vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true });
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** @param listener - Called when the view comes on screen. */
  onDidShow(listener: () => void): vscode.Disposable {
    return this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) listener();
    });
  }

  show(summary: TreeSummary): void {
    const { description = "", message, badge } = summary;
    // VS Code draws the head anew whenever one of these is set.
    if (JSON.stringify(summary) === JSON.stringify(this.#shown)) return;
    this.#shown = summary;
    this.#view.description = toInertLine(description);
    this.#view.message = message === undefined ? "" : toInertLine(message);
    this.#view.badge = badge && { value: badge.value, tooltip: toInertLine(badge.tooltip) };
  }

  /** Brings the view on screen, with this row chosen. */
  async reveal(row: T): Promise<void> {
    await this.#view.reveal(row, { focus: true, select: true });
  }

  dispose(): void {
    this.#view.dispose();
  }
}
