import * as vscode from "vscode";
import { toInertLine } from "./inertLine";
import type { Markdown } from "./inertMarkdown";

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
}: {
  readonly title: string;
  readonly prompt: string;
  /** What stands there already. */
  readonly value?: string;
  readonly isSecret?: boolean;
}): Promise<string | undefined> {
  const shown = { title: toInertLine(title), prompt: toInertLine(prompt) };
  const given = value === undefined ? {} : { value: toInertLine(value) };
  return vscode.window.showInputBox({ ...shown, ...given, password: isSecret, ignoreFocusOut: true });
}

/** Asks in a dialog that nothing goes past. @param detail - Lines. @param action - What agrees. */
export async function confirm(message: string, detail: readonly string[], action: string): Promise<boolean> {
  const options = { modal: true, detail: detail.map(toInertLine).join("\n") };
  return (await vscode.window.showInformationMessage(toInertLine(message), options, action)) === action;
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
