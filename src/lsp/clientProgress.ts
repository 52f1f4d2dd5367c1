import type { Connection, WorkDoneProgressReporter } from "vscode-languageserver/node";

/** Long work, as the client shows it; nothing for a client that shows none. */
export class ClientProgress {
  readonly #connection: Connection;
  readonly #isShown: boolean;

  constructor(connection: Connection, isShown: boolean) {
    this.#connection = connection;
    this.#isShown = isShown;
  }

  /** Shown until the promise settles. */
  show(title: string, work: Promise<unknown>): void {
    const shown = this.#begin(title);
    const end = () => void shown.then((reporter) => reporter?.done());
    work.then(end, end);
  }

  /** Begins a work that is shown from its first report on, and which the caller must end. */
  begin(): { report(text: string): void; end(): void } {
    let shown: Promise<WorkDoneProgressReporter | undefined> | undefined;
    return {
      report: (text) => {
        shown ??= this.#begin("Cloze reads");
        void shown.then((reporter) => reporter?.report(text));
      },
      end: () => void shown?.then((reporter) => reporter?.done()),
    };
  }

  async #begin(title: string): Promise<WorkDoneProgressReporter | undefined> {
    if (!this.#isShown) return undefined;
    try {
      const reporter = await this.#connection.window.createWorkDoneProgress();
      reporter.begin(title);
      return reporter;
    } catch {
      // A client may refuse it, and the work goes on.
      return undefined;
    }
  }
}
