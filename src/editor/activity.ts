import * as vscode from "vscode";

/** Long work in progress, in words: "340 of 10,000 sentences". Several may go on; the latest that began is shown. */
export class Activity implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #works = new Map<symbol, string>();
  readonly onDidChange = this.#changed.event;

  get text(): string | undefined {
    return [...this.#works.values()].at(-1);
  }

  /** Begins a piece of work; the caller must end it. */
  begin(): { report(text: string): void; end(): void } {
    const work = Symbol("work");
    return {
      report: (text) => {
        this.#works.set(work, text);
        this.#changed.fire();
      },
      end: () => {
        if (this.#works.delete(work)) this.#changed.fire();
      },
    };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
