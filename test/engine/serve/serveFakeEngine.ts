import type { Channel } from "../../../src/engine/channels/channel";
import type { Handlers } from "../../../src/engine/serve/answerHandlers";
import { serveEngine } from "../../../src/engine/serve/serveEngine";
import type { Work } from "../../../src/engine/steps/work";
import type { TextInput } from "../../../src/tasks/schemas/textParams";
import type { TokensResult } from "../../../src/tasks/tokens/tokensRequest";
import type { ToneResult } from "../../../src/tasks/tone/toneRequest";

export const NEUTRAL: ToneResult = {
  label: "neutral",
  scores: { negative: 0, neutral: 1, positive: 0 },
  precision: "int8",
};

export interface FakeEngineOptions {
  /** Ends the engine as a crash would. */
  readonly die: () => void;
}

/**
 * Serves an engine without a model. A `tokens` request says in `text` what the engine is to do: "say …" answers
 * with those words, the others are the keys of `BEHAVIOURS`. The texts that were worked on are kept for "log". A `tone`
 * request ends the engine when a sentence holds the word "poison"; any other sentence is neutral.
 */
export function serveFakeEngine(channel: Channel, { die }: FakeEngineOptions): void {
  let received = 0;
  const log: string[] = [];
  const arrivals = new Set<() => void>();
  const counted: Channel = {
    ...channel,
    onMessage: (listener) =>
      channel.onMessage((message) => {
        received++;
        listener(message);
        for (const arrive of arrivals) arrive();
      }),
  };

  const BEHAVIOURS: Readonly<Record<string, (words: readonly string[], work: Work) => Promise<TokensResult>>> = {
    say: (words) => Promise.resolve(answer(words)),
    log: () => Promise.resolve(answer(log)),
    pid: () => Promise.resolve(answer([String(process.pid)])),
    arguments: () => Promise.resolve(answer(process.argv.slice(2))),
    environment: () =>
      Promise.resolve(
        answer(
          ["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "ELECTRON_RUN_AS_NODE", "ORT_DISABLE_TELEMETRY"]
            .map((name) => process.env[name] ?? "")
            .concat(process.execArgv),
        ),
      ),
    /** One step, which ends when so many messages have come in, itself and "hello" included. */
    gather: ([count]) =>
      new Promise((resolve) => {
        const arrive = () => {
          if (received < Number(count)) return;
          arrivals.delete(arrive);
          resolve(answer([]));
        };
        arrivals.add(arrive);
        arrive();
      }),
    /** Takes step after step without end. */
    hold: async (_, { turn, report }) => {
      for (let step = 0; ; step++) {
        await turn();
        report(step, step + 1);
      }
    },
    throw: ([code, ...words]) => Promise.reject(Object.assign(new Error(words.join(" ")), code && { code })),
    "throw-at-once": () => {
      throw new Error("at once");
    },
    "answer-function": () => Promise.resolve({ tokens: [() => undefined] } as unknown as TokensResult),
    die: () => {
      die();
      return new Promise(() => undefined);
    },
    never: () => new Promise(() => undefined),
    spin: () => {
      for (;;);
    },
    print: () => {
      process.stdout.write("secret");
      process.stderr.write("secret");
      return Promise.resolve(answer([]));
    },
    /** Sends a malformed message: a wrong result for request `id`, or without `id` a message of no known kind. */
    garble: ([id]) => {
      channel.send(id === undefined ? { kind: "nonsense" } : { kind: "result", id: Number(id), result: 5 });
      return new Promise(() => undefined);
    },
  };

  const behave = ({ text }: TextInput, work: Work): Promise<TokensResult> => {
    const [name = "", ...words] = text.split(" ");
    if (name !== "log") log.push(text);
    const behaviour = BEHAVIOURS[name];
    if (behaviour === undefined) throw new Error(`no behaviour "${name}"`);
    return behaviour(words, work);
  };
  const refuse = () => Promise.reject(new Error("not faked"));
  const handlers: Handlers = {
    tokens: behave,
    inspect: refuse,
    load: refuse,
    device: refuse,
    measure: refuse,
    convert: refuse,
    export: refuse,
    unload: () => Promise.resolve(null),
    fill: refuse,
    pair: refuse,
    tone: ({ sentences }) => {
      if (!sentences.some((sentence) => sentence.includes("poison")))
        return Promise.resolve(sentences.map(() => NEUTRAL));
      die();
      return new Promise(() => undefined);
    },
    slips: refuse,
    answer: refuse,
    tag: refuse,
    label: refuse,
    judge: refuse,
    labels: refuse,
    reword: refuse,
    attention: refuse,
    compare: refuse,
    neurons: refuse,
    joint: refuse,
    probe: refuse,
    heads: refuse,
    layers: refuse,
    mask: refuse,
    corrupt: refuse,
    pairs: refuse,
    rollout: refuse,
    vectors: refuse,
    embed: refuse,
    embeddings: refuse,
    index: refuse,
    nearest: refuse,
    repeats: refuse,
    train: refuse,
    classify: refuse,
    identify: refuse,
    maps: refuse,
    input: refuse,
    occlude: refuse,
    senses: refuse,
  };
  serveEngine(counted, handlers);
}

function answer(texts: readonly string[]): TokensResult {
  return {
    tokens: texts.map((text, position) => ({
      text,
      id: 0,
      kind: "word",
      span: { start: 0, end: 0 },
      segment: 0,
      position,
      word: undefined,
    })),
    maxTokens: 64,
  };
}
