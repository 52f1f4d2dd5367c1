import { PassThrough } from "node:stream";
import type { CliContext } from "../../src/cli/cliContext";
import { runCli } from "../../src/cli/runCli";
import type { EngineClient, RequestOptions } from "../../src/engine/client/engineClient";

export interface Request {
  readonly kind: string;
  readonly params: unknown;
}

export interface FakeOptions {
  /** What the engine answers; may throw. */
  readonly answer?: (request: Request) => unknown;
  /** What standard input holds; a terminal, if `undefined`. */
  readonly input?: string | Buffer | undefined;
  readonly folder?: string;
  /** What the engine tells of each request: pairs of done and total. */
  readonly progress?: readonly (readonly [number, number])[];
  /** Whether standard error is a terminal. */
  readonly isTerminal?: boolean;
}

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
  /** What the engine was asked. */
  readonly requests: readonly Request[];
  readonly devices: CliContext["devices"];
}

/** Runs a command line within this process, with an engine and a library that are made up. */
export async function runFake(words: readonly string[], options: FakeOptions = {}): Promise<Outcome> {
  const requests: Request[] = [];
  const context = createContext(options, requests);
  await runCli(words, context, "1.2.3");
  const read = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? "").toString();
  return {
    exitCode: context.exitCode,
    output: read(context.output),
    errors: read(context.errors),
    requests,
    devices: context.devices,
  };
}

function createContext(options: FakeOptions, requests: Request[]) {
  const { answer, input, folder = "/folder", progress = [], isTerminal = false } = options;
  const engine = {
    state: { kind: "stopped" },
    request: (kind: string, params: unknown, { onProgress }: RequestOptions = {}) => {
      requests.push({ kind, params });
      engine.state.kind = "idle";
      for (const [done, total] of progress) onProgress?.(done, total);
      return new Promise((resolve) => {
        resolve(answer?.({ kind, params }));
      });
    },
  };
  const stdin = new PassThrough();
  stdin.end(input ?? "");
  // Nobody reads before the end: room for all that a test prints.
  const highWaterMark = 1_000_000;
  return {
    engine: engine as unknown as EngineClient,
    library: {
      list: () => Promise.resolve([]),
      resolve: (name: string) => Promise.resolve(`/models/${name}`),
    },
    devices: { device: "auto", cudaFolder: "" },
    folder,
    input: Object.assign(stdin, { isTTY: input === undefined }),
    output: new PassThrough({ highWaterMark }),
    errors: Object.assign(new PassThrough({ highWaterMark }), { isTTY: isTerminal }),
    exitCode: 0,
  } satisfies CliContext as CliContext & { readonly output: PassThrough; readonly errors: PassThrough };
}
