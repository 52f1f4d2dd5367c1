import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { DeviceSettings } from "../engine/protocol/device";
import type { EngineClient } from "../engine/client/engineClient";
import type { Library } from "../library/library";

/** What every command is given; the streams are those of the process, or a test's. */
export interface CliContext {
  readonly engine: EngineClient;
  /** Of the command line; the engine starts with its first request, and reads them then. */
  devices: DeviceSettings;
  readonly library: Library;
  /** Absolute: what relative paths are relative to. */
  readonly folder: string;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly errors: Writable;
  /** 0: done, and nothing found; 1: findings; 2: an error. */
  exitCode: 0 | 1 | 2;
}

/** Waits until whoever reads has taken enough of it: what is printed never piles up. */
export async function print(output: Writable, text: string): Promise<void> {
  if (!output.write(`${text}\n`)) await once(output, "drain");
}
