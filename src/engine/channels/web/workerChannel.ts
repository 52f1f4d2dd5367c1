import * as l10n from "@vscode/l10n";
import type { WebWorker } from "../../../platform/web/webScope";
import type { Channel } from "../channel";

/**
 * The owner's end of the line to a worker of a browser. What is sent before the worker has started waits for it.
 *
 * @param start - Reads the worker's script, starts it, and gives it what it needs before the first message.
 */
export function createWorkerChannel(start: () => Promise<WebWorker>): Channel {
  let worker: WebWorker | undefined;
  let isClosed = false;
  let hear: (message: unknown) => void = () => undefined;
  let tell: (reason: string) => void = () => undefined;
  const waiting: unknown[] = [];
  const end = (reason: string) => {
    if (isClosed) return;
    isClosed = true;
    worker?.terminate();
    tell(reason);
  };
  const begin = async () => {
    const started = await start();
    if (isClosed) {
      started.terminate();
      return;
    }
    worker = started;
    started.onmessage = ({ data }) => {
      if (!isClosed) hear(data);
    };
    // Its message may quote a text.
    started.onerror = (event) => {
      event.preventDefault?.();
      end(l10n.t("its worker failed"));
    };
    started.onmessageerror = () => end(l10n.t("its worker sent what cannot be read"));
    for (const message of waiting.splice(0)) started.postMessage(message);
  };
  begin().catch((error: unknown) => end(error instanceof Error ? error.message : l10n.t("its worker does not start")));
  return {
    send(message) {
      if (isClosed) return;
      // A copy: what the sender changes later is not sent. It throws what cannot be sent.
      if (worker === undefined) waiting.push(structuredClone(message));
      else worker.postMessage(message);
    },
    onMessage(listener) {
      hear = listener;
    },
    onClose(listener) {
      tell = listener;
    },
    close() {
      isClosed = true;
      worker?.terminate();
    },
  };
}
