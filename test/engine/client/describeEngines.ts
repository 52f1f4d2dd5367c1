import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Channel } from "../../../src/engine/channels/channel";
import { createChildChannel } from "../../../src/engine/channels/childChannel";
import {
  createEngineClient,
  type EngineClient,
  type EngineClientOptions,
  type RequestOptions,
} from "../../../src/engine/client/engineClient";
import { bundleEntry } from "../channels/bundleEntry";
import { createChannelPair } from "../channels/createChannelPair";
import { serveFakeEngine } from "../serve/serveFakeEngine";

/** The client of a fake engine; each test gets a new one. */
export interface EngineUnderTest {
  readonly client: EngineClient;
  /** A value for `hangMs`: short, but longer than a start takes. */
  readonly hangMs: number;
  /** Replaces the client by a client with these options. */
  create(options: Partial<EngineClientOptions>): void;
  /** Asks for tokens, which tells the fake engine what to do: see `serveFakeEngine`. */
  ask(text: string, options?: RequestOptions): Promise<readonly string[]>;
}

/** Runs the same tests on an engine in this process and on one in a child process. */
export function describeEngines(title: string, suite: (engine: EngineUnderTest) => void): void {
  for (const { place, hangMs } of [
    { place: "in this process", hangMs: 200 },
    // Silence during the start counts too, so this is far longer than a start takes on a busy machine.
    { place: "in a child process", hangMs: 4000 },
  ]) {
    describe(`${title} ${place}`, () => {
      let folder: string;
      let enginePath: string;
      let client: EngineClient;
      const open = () => (place === "in this process" ? openPair() : createChildChannel(enginePath));
      const create = (options: Partial<EngineClientOptions>) => {
        client = createEngineClient({ open, restartDelayMs: 1, ...options });
      };

      before(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "cloze-engine-"));
        enginePath = bundleEntry("channels/fakeEngineProcess.ts", folder);
      });
      beforeEach(() => create({}));
      afterEach(() => client.dispose());
      after(() => rmSync(folder, { recursive: true }));

      suite({
        get client() {
          return client;
        },
        hangMs,
        create,
        async ask(text, options) {
          const { tokens } = await client.request("tokens", { model: "/fake", text }, options);
          return tokens.map((token) => token.text);
        },
      });
    });
  }
}

/** Returns the words of a settled request, or its error's code. */
export function readOutcome(settled: PromiseSettledResult<readonly string[]>): string {
  if (settled.status === "fulfilled") return settled.value.join(" ");
  return (settled.reason as { code: string }).code;
}

function openPair(): Channel {
  const [near, far] = createChannelPair();
  serveFakeEngine(far, { die: () => far.close() });
  return near;
}
