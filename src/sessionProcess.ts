import { CPU } from "./engine/protocol/device";
import { createOnnxSession, type OnnxSession } from "./engine/sessions/onnxSession";
import { createParentChannel } from "./engine/channels/parentChannel";
import type { SessionAnswer, SessionQuestion } from "./engine/sessions/processSession";

/** Entry of a process that holds one session of a model's team; forked by the engine's process, ends with it. */
const channel = createParentChannel();
let opened: Promise<OnnxSession> | undefined;

channel.onMessage((message) => {
  const question = message as SessionQuestion;
  if (question.kind === "open") {
    const { graph, weightsFolder, weights } = question;
    opened = createOnnxSession({
      graph,
      ...(weightsFolder !== undefined && { weightsFolder }),
      device: CPU,
      threads: 1,
      weights,
    });
    // What fails here ends the process, which the engine sees.
    void opened.then(() => channel.send({ kind: "ready" } satisfies SessionAnswer));
  } else {
    void answer(question).then((found) => channel.send(found));
  }
});

async function answer({ id, feeds, fetches }: Extract<SessionQuestion, { kind: "run" }>): Promise<SessionAnswer> {
  try {
    if (opened === undefined) throw new Error("asked before it was opened");
    return { kind: "outputs", id, outputs: await (await opened).run(feeds, fetches) };
  } catch (error) {
    return { kind: "failure", id, message: error instanceof Error ? error.message : "failed" };
  }
}
