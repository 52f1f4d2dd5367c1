import { Worker } from "node:worker_threads";
import type { Channel } from "./channel";

/** Starts `path`, a bundled script, in a thread of this process, and returns this end of the line to it. */
export function createThreadChannel(path: string): Channel {
  // A bundle needs none of the options that its host was started with.
  const thread = new Worker(path, { execArgv: [] });
  let isClosed = false;
  let tell: (reason: string) => void = () => undefined;
  const end = (reason: string) => {
    if (isClosed) return;
    isClosed = true;
    tell(reason);
  };
  thread.on("error", (error) => end(error.name));
  thread.on("messageerror", (error) => end(error.name));
  thread.on("exit", (code) => end(`it ended with code ${code}`));
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
