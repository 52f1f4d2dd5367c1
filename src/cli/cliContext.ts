import type { Readable, Writable } from "node:stream";
import type { Command } from "commander";
import type { EngineClient } from "../engine/client/engineClient";
import type { EngineSettings } from "../engine/protocol/device";
import type { HubAccess } from "../library/download/hubAccess";
import type { Library } from "../library/library";
import type { serveEditor } from "../lsp/serveEditor";
import type * as askActions from "./ask/askActions";
import type { lintDocuments } from "./lint/lintDocuments";
import type { serveAgents } from "./mcp/serveAgents";
import type * as modelActions from "./models/modelActions";
import type { readDocuments } from "./read/readDocuments";
import type * as similarActions from "./similar/similarActions";
import type { slipAnswers } from "./slips/slipAnswers";

/** What the command line runs in: the process, or a test's stand-in for it. */
export interface CliHost {
  readonly library: Library;
  /** The absolute folder that relative paths are relative to. */
  readonly folder: string;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly errors: Writable;
  /** The command leaves its exit code here. 0: done, and nothing found; 1: findings; 2: an error. */
  readonly exit: { code: 0 | 1 | 2 };
  /** Called once, when the command line is parsed. Starts no process: the first request does. */
  createEngine(settings: EngineSettings, room?: EngineRoom): EngineClient;
  /** Loads what reads documents, with every format's parser. That takes longer than to load all else. */
  readonly loadLint: () => Promise<{ readonly lintDocuments: typeof lintDocuments }>;
  readonly loadModels: () => Promise<typeof modelActions>;
  /** Loads what asks Hugging Face's hub. Only commands that say so ask it. */
  readonly openHub: () => Promise<HubAccess>;
  /** Path of the built `src/hashThread.ts`. */
  readonly hashPath: string;
  /** Path of the built `src/proseWorker.ts`. */
  readonly prosePath: string;
  /** The folder of Cloze, in which the pages about rules are. */
  readonly root: string;
  /** Loads the language server. */
  readonly loadLsp: () => Promise<{ readonly serveEditor: typeof serveEditor }>;
  readonly loadRead: () => Promise<{ readonly readDocuments: typeof readDocuments }>;
  readonly loadSimilar: () => Promise<typeof similarActions>;
  readonly loadAsk: () => Promise<typeof askActions>;
  /** Loads what agents ask, with every format's parser. */
  readonly loadMcp: () => Promise<{ readonly serveAgents: typeof serveAgents }>;
  /** Path of the built `src/mcpServer.ts`. */
  readonly mcpPath: string;
  readonly loadSlips: () => Promise<{ readonly slipAnswers: typeof slipAnswers }>;
}

/** What the engine shares the machine with. */
export interface EngineRoom {
  /** A person works beside it: processors are left to them. */
  readonly leavesRoom: boolean;
}

/** What a command is given. */
export interface CliContext extends Omit<CliHost, "createEngine"> {
  readonly engine: EngineClient;
}

/** Builds the context of a command, once its options are parsed. */
export type OpenContext = (command: Command, room?: EngineRoom) => CliContext;
