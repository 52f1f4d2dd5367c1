import type { OnnxSession } from "./onnxSession";

/** The same session, but with one run at a time: sessions on a GPU crash when two runs overlap. */
export function serializeRuns(session: OnnxSession): OnnxSession {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (...request) => {
      const run = last.then(() => session.run(...request));
      last = run.catch(() => undefined);
      return run;
    },
    dispose: () => last.then(() => session.dispose()),
  };
}
