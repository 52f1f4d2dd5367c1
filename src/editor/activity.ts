import * as vscode from "vscode";

/** Describes long work in progress: "340 of 10,000 sentences". Of several works, the one that began last is shown. */
export class Activity implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #works = new Map<symbol, string>();
  readonly onDidChange = this.#changed.event;

  get text(): string | undefined {
    return [...this.#works.values()].at(-1);
  }

  /** Begins a work, which the caller must end. */
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
