import { PassThrough } from "node:stream";
import * as askActions from "../../src/cli/ask/askActions";
import type { CliHost } from "../../src/cli/cliContext";
import { lintDocuments } from "../../src/cli/lint/lintDocuments";
import { serveAgents } from "../../src/cli/mcp/serveAgents";
import * as modelActions from "../../src/cli/models/modelActions";
import { readDocuments } from "../../src/cli/read/readDocuments";
import { runCli } from "../../src/cli/runCli";
import * as similarActions from "../../src/cli/similar/similarActions";
import { slipAnswers } from "../../src/cli/slips/slipAnswers";
import type { EngineClient, RequestOptions } from "../../src/engine/client/engineClient";
import type { DeviceSettings } from "../../src/engine/protocol/device";

export interface Request {
  readonly kind: string;
  readonly params: unknown;
}

export interface FakeOptions {
  /** What the engine answers; may throw. */
  readonly answer?: (request: Request) => unknown;
  /** What standard input holds; `undefined` for a terminal. */
  readonly input?: string | Buffer | undefined;
  readonly folder?: string;
  /** Default: asking the hub fails. */
  readonly openHub?: CliHost["openHub"];
  /** The progress that the engine reports for each request: pairs of done and total. */
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
  readonly devices: DeviceSettings | undefined;
}

/** Runs a command line within this process, with a fake engine and a fake library. */
export async function runFake(words: readonly string[], options: FakeOptions = {}): Promise<Outcome> {
  const requests: Request[] = [];
  const host = createHost(options, requests);
  await runCli(words, host, "1.2.3");
  const read = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? "").toString();
  return {
    exitCode: host.exit.code,
    output: read(host.output),
    errors: read(host.errors),
    requests,
    devices: host.devices,
  };
}

function createHost(options: FakeOptions, requests: Request[]) {
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
  // Nobody reads before the end, so there must be room for all that a test prints.
  const highWaterMark = 1_000_000;
  const host = {
    createEngine(devices: DeviceSettings) {
      host.devices = devices;
      return engine as unknown as EngineClient;
    },
    library: {
      list: () => Promise.resolve([]),
      listCached: () => Promise.resolve([]),
      hubCache: "/cache",
      resolve: (name: string) => Promise.resolve(`/models/${name}`),
      resolveName: (name: string) => Promise.resolve(`/models/${name}`),
    },
    loadLint: () => Promise.resolve({ lintDocuments }),
    loadMcp: () => Promise.resolve({ serveAgents }),
    loadModels: () => Promise.resolve(modelActions),
    openHub: options.openHub ?? (() => Promise.reject(new Error("the hub was asked"))),
    hashPath: "/dist/hash.cjs",
    mcpPath: "/dist/mcp.cjs",
    prosePath: "/dist/prose.cjs",
    root: "/cloze",
    loadLsp: () => Promise.reject(new Error("nobody serves an editor here")),
    loadRead: () => Promise.resolve({ readDocuments }),
    loadSimilar: () => Promise.resolve(similarActions),
    loadAsk: () => Promise.resolve(askActions),
    loadSlips: () => Promise.resolve({ slipAnswers }),
    devices: undefined as DeviceSettings | undefined,
    folder,
    input: Object.assign(stdin, { isTTY: input === undefined }),
    output: new PassThrough({ highWaterMark }),
    errors: Object.assign(new PassThrough({ highWaterMark }), { isTTY: isTerminal }),
    exit: { code: 0 as 0 | 1 | 2 },
  };
  return host satisfies CliHost;
}
