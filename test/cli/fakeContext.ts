import { PassThrough } from "node:stream";
import type { CliContext } from "../../src/cli/cliContext";
import { runCli } from "../../src/cli/runCli";
import type { EngineClient } from "../../src/engine/engineClient";

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
}

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
  /** What the engine was asked. */
  readonly requests: readonly Request[];
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
  };
}

function createContext({ answer, input, folder = "/folder" }: FakeOptions, requests: Request[]) {
  const engine = {
    request: (kind: string, params: unknown) => {
      requests.push({ kind, params });
      return new Promise((resolve) => {
        resolve(answer?.({ kind, params }));
      });
    },
  } as unknown as EngineClient;
  const stdin = new PassThrough();
  stdin.end(input ?? "");
  // Nobody reads before the end: room for all that a test prints.
  const highWaterMark = 1_000_000;
  return {
    engine,
    library: {
      list: () => Promise.resolve([]),
      resolve: (name: string) => Promise.resolve(`/models/${name}`),
    },
    folder,
    input: Object.assign(stdin, { isTTY: input === undefined }),
    output: new PassThrough({ highWaterMark }),
    errors: new PassThrough({ highWaterMark }),
    exitCode: 0,
  } satisfies CliContext as CliContext & { readonly output: PassThrough; readonly errors: PassThrough };
}
