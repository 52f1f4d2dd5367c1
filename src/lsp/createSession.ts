import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver/node";
import { createThreadChannel } from "../engine/channels/threadChannel";
import { toErrorCode } from "../engine/client/toErrorCode";
import { LabelLack } from "../lint/open/labelLack";
import type { LintServices } from "../lint/open/lintSurroundings";
import { createProseReader } from "../prose/proseReader";
import { type ClientAbilities } from "./clientAbilities";
import { ClientProgress } from "./clientProgress";
import { LSP_COMMANDS } from "./lspCommands";
import { LspError } from "./lspError";
import { LspFolders } from "./lspFolders";
import { LspLint } from "./lspLint";
import { LspModels } from "./lspModels";
import { readModelNames } from "./lspSettings";
import { createRequestHandlers } from "./requestHandlers";
import { runCommand } from "./runCommand";
import type { ServerHost } from "./serveEditor";
import type { SyncedDocuments } from "./syncedDocuments";

export interface SessionParts {
  readonly host: ServerHost;
  readonly connection: Connection;
  readonly documents: SyncedDocuments;
  readonly abilities: ClientAbilities;
  readonly ask: (folder: string) => Promise<unknown>;
  /** What the client started the server with. */
  readonly started: unknown;
}

export type Session = ReturnType<typeof createSession>;

/** What serves one client, from its first request on. */
export function createSession({ host, connection, documents, abilities, ask, started }: SessionParts) {
  const { engine, library, root } = host;
  // As a notification: the library asks as if there were something to choose, and not every client can answer.
  const show = (type: MessageType, message: string) =>
    connection.sendNotification(ShowMessageNotification.type, { type, message }).catch(() => undefined);
  const tell = (message: string) => void show(MessageType.Warning, message);
  const prose = createProseReader(() => createThreadChannel(host.prosePath));
  const progress = new ClientProgress(connection, abilities.hasProgress);
  const log = {
    info: (message: string) => connection.console.info(message),
    warn: (message: string) => connection.console.warn(message),
  };
  const models = new LspModels({
    engine,
    library,
    names: readModelNames(started, tell),
    showLoading: (loading) => progress.show("Cloze loads a model", loading),
    tell,
  });
  const services: LintServices = { engine, models, prose, activity: progress, log };
  const folders = new LspFolders({ started, ask, tell });
  const lint: LspLint = new LspLint({
    services,
    folders,
    root,
    send: abilities.pullsMarks
      ? undefined
      : ({ address: uri, version }, diagnostics) =>
          void connection.sendDiagnostics({ uri, version, diagnostics }).catch(() => undefined),
    askAgain: () => {
      if (abilities.pullsMarks) connection.languages.diagnostics.refresh().catch(() => undefined);
    },
    fail: createFailure(log, (message) => void show(MessageType.Error, message)),
  });
  const find = (address: string) => documents.find(address);
  return {
    folders,
    lint,
    handlers: createRequestHandlers({ services, lint, abilities, find }),
    async runCommand(command: string, given: readonly unknown[]): Promise<null> {
      try {
        await runCommand({ connection, engine, prose, folders, lint, find }, command, given);
      } catch (error) {
        if (!(error instanceof LspError)) log.warn(`could not run ${command}: ${toErrorCode(error)}`);
        tell(error instanceof Error ? error.message : "An unknown failure.");
      }
      return null;
    },
    dispose(): void {
      for (const document of documents.list()) lint.close(document);
      prose.dispose();
      engine.dispose();
    },
  };
}

/** Tells what failed, each reason once. */
function createFailure(log: LintServices["log"], tell: (message: string) => void): (error: unknown) => void {
  const told = new Set<string>();
  return (error) => {
    const reason = error instanceof Error ? error.message : "an unknown failure";
    if (told.has(reason)) return;
    told.add(reason);
    log.warn(`could not check a document: ${toErrorCode(error)}`);
    const next = toErrorCode(error) === "unavailable" ? ` The command ${LSP_COMMANDS.restart} starts it again.` : "";
    const what = error instanceof LabelLack ? error.rules.map(({ id }) => id).join(", ") : "the document";
    tell(`Cloze could not check ${what}: ${reason.replace(/\.$/, "")}.${next}`);
  };
}
