import type { OnnxSession } from "./onnxSession";

/** The same session, one run at a time: those of a GPU crash when two overlap. */
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
