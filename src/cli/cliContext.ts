import type { Readable, Writable } from "node:stream";
import type { Command } from "commander";
import type { EngineClient } from "../engine/client/engineClient";
import type { DeviceSettings } from "../engine/protocol/device";
import type { Library } from "../library/library";

/** What the command line runs in: the process, or what a test puts in its place. */
export interface CliHost {
  readonly library: Library;
  /** Absolute: what relative paths are relative to. */
  readonly folder: string;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly errors: Writable;
  /** 0: done, and nothing found; 1: findings; 2: an error. Left here by whatever ran. */
  readonly exit: { code: 0 | 1 | 2 };
  /** Called once, when the words are parsed; it starts no process yet. */
  createEngine(devices: DeviceSettings): EngineClient;
}

/** What a command is given. */
export interface CliContext extends Omit<CliHost, "createEngine"> {
  readonly engine: EngineClient;
}

/** Builds the context once a command's words are parsed. */
export type OpenContext = (command: Command) => CliContext;
