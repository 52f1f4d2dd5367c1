/** Stands for "vscode" in a bundle of one module: keeps what VS Code would draw. */

export const drawn: unknown[] = [];
const draw = (what: unknown): void => void drawn.push(what);

const show =
  () =>
  (message: string, ...more: readonly unknown[]): Promise<unknown> => {
    draw({ message });
    // A dialog has options before its titles.
    const [options, title] = typeof more[0] === "object" ? more : [undefined, more[0]];
    draw(options);
    return Promise.resolve(title);
  };

export const window = {
  showErrorMessage: show(),
  showWarningMessage: show(),
  showInformationMessage: show(),
  withProgress: (options: unknown, run: (progress: { report: typeof draw }) => unknown) => {
    draw(options);
    return run({ report: draw });
  },
  showQuickPick: (items: readonly unknown[], options: unknown) => {
    draw(items);
    draw(options);
    return Promise.resolve(items[0]);
  },
  showInputBox: (options: unknown) => {
    draw(options);
    return Promise.resolve("typed");
  },
  createQuickPick: () => ({}),
  createTreeView: () => ({}),
  createStatusBarItem: () => {
    const item = { show: () => draw(item) };
    return item;
  },
};
export const ProgressLocation = { Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1 };
export const StatusBarAlignment = { Right: 2 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem {
  readonly label: unknown;
  constructor(label: unknown) {
    this.label = label;
  }
}
export class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}
export class ThemeColor {
  readonly id = "";
}
export class Hover {
  readonly contents: unknown;
  constructor(contents: unknown) {
    this.contents = contents;
    draw(this);
  }
}
export class MarkdownString {
  isTrusted: unknown;
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
