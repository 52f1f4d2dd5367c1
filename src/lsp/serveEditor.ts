import type { Readable, Writable } from "node:stream";
import {
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import type { EngineClient } from "../engine/client/engineClient";
import { toErrorCode } from "../engine/client/toErrorCode";
import type { Library } from "../library/library";
import { PROJECT_FILE } from "../lint/projectFile/projectFile";
import { type ClientAbilities, readAbilities } from "./clientAbilities";
import { createSession, type Session } from "./createSession";
import { FIX_ALL } from "./fixEdits";
import { LSP_COMMANDS } from "./lspCommands";
import type { LspFolders } from "./lspFolders";
import { SyncedDocuments } from "./syncedDocuments";

export interface ServerHost {
  readonly engine: EngineClient;
  readonly library: Library;
  /** Path of the built `src/proseWorker.ts`. */
  readonly prosePath: string;
  /** The folder of Cloze, in which the pages about rules are. */
  readonly root: string;
  readonly version: string;
  readonly input: Readable;
  readonly output: Writable;
}

/** A client that does not say in time what is set for a folder has nothing set. */
const ANSWER_MS = 3000;

/**
 * Serves an editor by the Language Server Protocol until the client says that it ends, or is gone: the connection then
 * ends this process, and the engine with it.
 */
export function serveEditor(host: ServerHost): Promise<never> {
  const connection = createConnection(host.input, host.output);
  const documents = new SyncedDocuments();
  let session: Session | undefined;
  let abilities: ClientAbilities | undefined;
  let isReady = false;
  let pushed: unknown;

  const ask = (folder: string) =>
    abilities?.hasConfiguration === true && isReady ? askSettings(connection, folder) : Promise.resolve(pushed);
  /** Nobody waits for it: a fault in it must not end the server. */
  const start = (work: Promise<void> | undefined) => {
    work?.catch((error: unknown) => connection.console.warn(`a document was not followed: ${toErrorCode(error)}`));
  };
  const refresh = () => {
    session?.folders.forget();
    start(session?.lint.refresh());
  };

  connection.onInitialize((params): InitializeResult => {
    if (session !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, "The server was initialized before.");
    abilities = readAbilities(params);
    session = createSession({ host, connection, documents, abilities, ask, started: params.initializationOptions });
    session.folders.set(listFolders(params));
    return describeServer(abilities, host.version);
  });
  connection.onInitialized(async () => {
    isReady = true;
    await register(connection, abilities, session?.folders, refresh);
    refresh();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    pushed = (settings as unknown) ?? pushed;
    refresh();
  });
  connection.onDidChangeWatchedFiles(refresh);
  documents.listen(connection, () => abilities?.units ?? "utf-16", {
    open: (document) => {
      // Without a watch, a project file may have changed since the last look.
      if (abilities?.watchesFiles !== true) session?.folders.forget();
      start(session?.lint.open(document));
    },
    change: (document, edits) => start(session?.lint.change(document, edits)),
    save: (document) => {
      // A project file, or the file of a tone that it names.
      if (document.uri.path.endsWith(".json")) refresh();
      start(session?.lint.save(document));
    },
    close: (document) => session?.lint.close(document),
  });

  const need = () => {
    if (session !== undefined) return session;
    throw new ResponseError(ErrorCodes.ServerNotInitialized, "The first request must be initialize.");
  };
  connection.onHover((params, token) => need().handlers.hover(params, token));
  connection.onCompletion((params, token) => need().handlers.completion(params, token));
  connection.onCodeAction((params, token) => need().handlers.codeAction(params, token));
  connection.languages.diagnostics.on((params, token) => need().handlers.diagnostic(params, token));
  connection.onExecuteCommand(({ command, arguments: given = [] }) => need().runCommand(command, given));
  connection.onShutdown(() => session?.dispose());
  // Whatever ends this process: its engine must not outlive it.
  process.once("exit", () => host.engine.dispose());
  connection.listen();
  return new Promise<never>(() => undefined);
}

/** What the client says is set for a folder. @param folder - Its address; empty: everywhere. */
async function askSettings({ workspace }: Connection, folder: string): Promise<unknown> {
  const item = { section: "cloze", ...(folder !== "" && { scopeUri: folder }) };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ANSWER_MS);
  });
  try {
    return (await Promise.race([workspace.getConfiguration(item), late])) as unknown;
  } finally {
    clearTimeout(timer);
  }
}

function listFolders({ workspaceFolders, ...params }: InitializeParams): string[] {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
  // Clients of old name one folder.
  const { rootUri } = params as { readonly rootUri?: unknown };
  return folders.length === 0 && typeof rootUri === "string" ? [rootUri] : folders;
}

function describeServer(abilities: ClientAbilities, version: string): InitializeResult {
  return {
    serverInfo: { name: "cloze", version },
    capabilities: {
      positionEncoding: abilities.units,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ["]"] },
      codeActionProvider: { codeActionKinds: ["quickfix", FIX_ALL] },
      executeCommandProvider: { commands: Object.values(LSP_COMMANDS) },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(abilities.pullsMarks && {
        diagnosticProvider: { identifier: "cloze", interFileDependencies: false, workspaceDiagnostics: false },
      }),
    },
  };
}

/** Asks the client to tell what changes. One that refuses is served all the same. */
async function register(
  connection: Connection,
  abilities: ClientAbilities | undefined,
  folders: LspFolders | undefined,
  refresh: () => void,
): Promise<void> {
  if (abilities?.hasFolders === true) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const isRemoved = (address: string) => removed.some(({ uri }) => uri.replace(/\/$/, "") === address);
      const kept = folders?.addresses.filter((address) => !isRemoved(address)) ?? [];
      folders?.set([...kept, ...added.map(({ uri }: WorkspaceFolder) => uri)]);
      refresh();
    });
  }
  try {
    if (abilities?.watchesConfiguration === true) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "cloze" });
    }
    if (abilities?.watchesFiles === true) {
      const watchers = [{ globPattern: `**/${PROJECT_FILE}` }];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  } catch {
    connection.console.info("the client does not tell what changes");
  }
}
