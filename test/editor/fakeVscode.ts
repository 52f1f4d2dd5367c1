/** Stands for "vscode" in a bundle of one module: keeps what VS Code would draw. */

export const drawn: unknown[] = [];
const draw = (what: unknown): void => void drawn.push(what);

const show =
  () =>
  (message: string, ...titles: readonly string[]): Promise<string | undefined> => {
    draw({ message });
    return Promise.resolve(titles[0]);
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
  createQuickPick: () => ({}),
  createStatusBarItem: () => {
    const item = { show: () => draw(item) };
    return item;
  },
};
export const ProgressLocation = { Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1 };
export const StatusBarAlignment = { Right: 2 };
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
