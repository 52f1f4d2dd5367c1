import { Worker } from "node:worker_threads";
import * as l10n from "@vscode/l10n";
import { listLanguageVariables } from "../../language/languageEnvironment";
import type { Channel } from "./channel";

/** Starts `path`, a bundled script, in a thread of this process, and returns this end of the line to it. */
export function createThreadChannel(path: string): Channel {
  // A bundle needs none of the options that its host was started with.
  const thread = new Worker(path, { execArgv: [], env: { ...process.env, ...listLanguageVariables() } });
  let isClosed = false;
  let tell: (reason: string) => void = () => undefined;
  const end = (reason: string) => {
    if (isClosed) return;
    isClosed = true;
    tell(reason);
  };
  thread.on("error", (error) => end(error.name));
  thread.on("messageerror", (error) => end(error.name));
  thread.on("exit", (code) => end(l10n.t("it ended with code {0}", code)));
  return {
    send(message) {
      if (!isClosed) thread.postMessage(message);
    },
    onMessage(listener) {
      thread.on("message", (message: unknown) => {
        if (!isClosed) listener(message);
      });
    },
    onClose(listener) {
      tell = listener;
    },
    close() {
      isClosed = true;
      void thread.terminate();
    },
  };
}
