import { fork } from "node:child_process";
import { once } from "node:events";
import type { Answer, Question, SideOptions } from "./side";

/** A side in a process of its own. It does nothing between questions. */
export interface AskedSide {
  ask(question: Question): Promise<Answer>;
  /** Resolves when the process is gone. */
  end(): Promise<void>;
}

/** @param program - The bundled side. */
export function startSide(program: string, options: SideOptions): AskedSide {
  const child = fork(program, [JSON.stringify(options)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  return {
    async ask(question) {
      child.send(question);
      const reply = await Promise.race([
        once(child, "message"),
        ended.then(([code]) => {
          throw new Error(`${program} ended with ${String(code)} while asked for ${question.kind}`);
        }),
      ]);
      const answer = reply[0] as Answer;
      if (answer.error !== undefined) throw new Error(`${program}, ${question.kind}: ${answer.error}`);
      return answer;
    },
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
