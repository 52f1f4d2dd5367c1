import "./language/owner/speakAsOwner";
import * as l10n from "@vscode/l10n";
import { createParentChannel } from "./engine/channels/parentChannel";
import { CPU, WASM } from "./engine/protocol/device";
import { createOnnxSession, type OnnxSession } from "./engine/sessions/onnxSession";
import type { SessionAnswer, SessionQuestion } from "./engine/sessions/processSession";
import { createFolderSession } from "./engine/sessions/wasmFolder";

/** Entry of a process that holds one session of a model's team. The engine's process forks it, and it ends with that process. */
const channel = createParentChannel();
let opened: Promise<OnnxSession> | undefined;

channel.onMessage((message) => {
  const question = message as SessionQuestion;
  if (question.kind === "open") {
    const { wasmFolder } = question;
    opened =
      wasmFolder === undefined
        ? createOnnxSession({ ...question, device: CPU, threads: 1 })
        : createFolderSession(wasmFolder, { ...question, device: WASM, threads: 1 });
    // A failure here ends the process, and the engine notices.
    void opened.then(() => channel.send({ kind: "ready" } satisfies SessionAnswer));
  } else {
    void answer(question).then((found) => channel.send(found));
  }
});

async function answer({ id, feeds, fetches }: Extract<SessionQuestion, { kind: "run" }>): Promise<SessionAnswer> {
  try {
    if (opened === undefined) throw new Error("a run was asked for before the session was opened");
    return { kind: "outputs", id, outputs: await (await opened).run(feeds, fetches) };
  } catch (error) {
    return { kind: "failure", id, message: error instanceof Error ? error.message : l10n.t("failed") };
  }
}
