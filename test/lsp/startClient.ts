import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { CLI } from "../cli/runProgram";

export interface ClientOptions {
  /** Names of folders of the workspace, made empty; default: none. */
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Default: this process. */
  readonly processId?: number | null;
  /** Words of the command line behind `lsp`. */
  readonly words?: readonly string[];
}

export type Client = ReturnType<typeof startClient>;

/** Starts the built server as an editor does, in a process of its own. `initialize` says hello. */
export function startClient(options: ClientOptions = {}) {
  const { folders = [], capabilities = {}, initializationOptions, processId = process.pid, words = [] } = options;
  const root = mkdtempSync(path.join(os.tmpdir(), "cloze-lsp-"));
  const env = { ...process.env, XDG_STATE_HOME: path.join(root, "state") };
  const server = spawn(process.execPath, [CLI, "lsp", ...words], { stdio: "pipe", env });
  let errors = "";
  server.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  // The server may end before what it was told is written.
  server.stdin.on("error", () => undefined);
  const ended = once(server, "close").then(([code]) => code as number | null);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const listeners = new Set<() => void>();
  const messages: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const listener of listeners) listener();
  });
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message);
    for (const listener of listeners) listener();
  });
  connection.listen();
  const workspaceFolders = folders.map((name) => ({ uri: pathToFileURL(path.join(root, name)).href, name }));
  const params: Omit<InitializeParams, "rootUri"> = {
    processId,
    capabilities,
    workspaceFolders,
    initializationOptions,
  };
  const initialize = async (): Promise<InitializeResult> => {
    const result = await connection.sendRequest(InitializeRequest.type, params as InitializeParams);
    await connection.sendNotification(InitializedNotification.type, {});
    return result;
  };
  const texts = new Map<string, { version: number; text: string }>();

  /** Resolves when `isTrue` holds; looks after every message of the server. */
  const waitFor = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const listener = () => {
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      });
    }
  };
  return {
    root,
    server,
    connection,
    published,
    messages,
    workspaceFolders,
    initialize,
    waitFor,
    ended,
    errors: () => errors,

    /** @param name - Within the folder of the test. @returns Its address. */
    async open(name: string, text: string, languageId = "markdown"): Promise<string> {
      const uri = /^[a-z]+:/.test(name) ? name : pathToFileURL(path.join(root, name)).href;
      texts.set(uri, { version: 1, text });
      const textDocument = { uri, languageId, version: 1, text };
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return uri;
    },

    /** Writes in the place of a range, as one key or one paste does. @returns The version. */
    async edit(uri: string, range: Range, text: string): Promise<number> {
      const known = texts.get(uri);
      const version = (known?.version ?? 1) + 1;
      texts.set(uri, { version, text: "" });
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ range, text }],
      });
      return version;
    },

    /** The marks of a document once they are about this version, and as `isMeant` says. */
    waitForMarks(uri: string, isMeant: (marks: readonly Diagnostic[]) => boolean, version = 1) {
      return waitFor(() => {
        const last = published.filter((each) => each.uri === uri).at(-1);
        return last !== undefined && (last.version ?? 0) >= version && isMeant(last.diagnostics)
          ? last.diagnostics
          : undefined;
      });
    },

    async stop(): Promise<number | null> {
      if (server.exitCode === null && server.signalCode === null) {
        await connection.sendRequest(ShutdownRequest.type);
        await connection.sendNotification(ExitNotification.type);
      }
      return ended;
    },

    dispose(): void {
      connection.dispose();
      server.kill("SIGKILL");
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The range of the first `word` in a text, in the units that `count` gives a text. */
export function rangeOf(text: string, word: string, count = (part: string) => part.length): Range {
  const start = text.indexOf(word);
  const at = (offset: number) => {
    const before = text.slice(0, offset);
    const line = before.split("\n").length - 1;
    return { line, character: count(before.slice(before.lastIndexOf("\n") + 1)) };
  };
  return { start: at(start), end: at(start + word.length) };
}

/** What the server offers at a place. @param only - Kinds. */
export async function listActions({ connection }: Client, uri: string, range: Range, only?: string[]) {
  return (await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context: { diagnostics: [], ...(only && { only }) },
  })) as CodeAction[];
}
