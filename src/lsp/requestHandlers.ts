import { createHash } from "node:crypto";
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type CompletionItem,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type Hover,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocumentPositionParams,
} from "vscode-languageserver/node";
import { askBlank, type BlankServices, findBlankIn } from "../blanks/askBlank";
import { toErrorCode } from "../engine/client/toErrorCode";
import type { Span } from "../text/spans/span";
import { buildHover, describeFills, describeFinding } from "./buildHover";
import type { ClientAbilities } from "./clientAbilities";
import { listCodeActions } from "./listCodeActions";
import { listCompletions } from "./listCompletions";
import type { LspDocument } from "./lspDocument";
import { LspError } from "./lspError";
import type { LspLint } from "./lspLint";

/** Words that a hover names. */
const HOVER_COUNT = 5;

export interface HandlerParts {
  readonly services: BlankServices;
  readonly lint: LspLint;
  readonly abilities: ClientAbilities;
  readonly find: (address: string) => LspDocument | undefined;
}

/** What the client asks for about places of a document. A fault of Cloze is logged and answers nothing. */
export function createRequestHandlers({ services, lint, abilities, find }: HandlerParts) {
  const answer = <T, R>(token: CancellationToken, nothing: R, run: (signal: AbortSignal) => Promise<T>) =>
    settle(services.log, token, nothing, run);
  return {
    hover: ({ textDocument, position }: TextDocumentPositionParams, token: CancellationToken) =>
      answer(token, null, async (signal): Promise<Hover | null> => {
        const document = find(textDocument.uri);
        if (document === undefined) return null;
        const blank = findBlank(document, position, ({ start, end }, at) => start <= at && at < end);
        if (blank !== undefined) {
          const fills = await askBlank(services, document, { blank, top: HOVER_COUNT }, signal);
          if (fills === undefined) return null;
          const contents = buildHover(describeFills(fills), abilities.readsMarkdown);
          return { contents, range: document.toRange(blank) };
        }
        const offset = document.offsetAt(position);
        const findings = await lint.listAt(document, { start: offset, end: offset });
        const [first] = findings;
        if (first === undefined) return null;
        // The findings fit the document as it is now, so their range is taken before anything is awaited.
        const range = document.toRange(first.span);
        const parts = await Promise.all(
          findings.map(async (finding) => {
            const reason = await lint.findReason(document, finding, signal);
            return describeFinding(finding, { reason, model: lint.findModel(finding) });
          }),
        );
        return { contents: buildHover(parts.flat(), abilities.readsMarkdown), range };
      }),

    completion: ({ textDocument, position }: TextDocumentPositionParams, token: CancellationToken) =>
      answer(token, [], async (signal): Promise<CompletionItem[]> => {
        const document = find(textDocument.uri);
        const blank = document && findBlank(document, position, ({ end }, at) => end === at);
        if (document === undefined || blank === undefined) return [];
        const { settings } = await lint.findState(document);
        const fills = await askBlank(services, document, { blank, top: settings.fillCount }, signal);
        return fills === undefined ? [] : listCompletions(document, fills, abilities.hasLabelDetails);
      }),

    codeAction: ({ textDocument, range, context }: CodeActionParams, token: CancellationToken) =>
      answer(token, [], async (): Promise<CodeAction[]> => {
        const document = find(textDocument.uri);
        if (document === undefined) return [];
        const cursor = document.toSpan(range);
        const [findings, all] = [await lint.listAt(document, cursor), await lint.listAll(document)];
        return listCodeActions({ document, cursor, context, findings, all });
      }),

    diagnostic: ({ textDocument, previousResultId }: DocumentDiagnosticParams, token: CancellationToken) =>
      answer(token, EMPTY_REPORT, async (): Promise<DocumentDiagnosticReport> => {
        const document = find(textDocument.uri);
        const items = document === undefined ? [] : await lint.pull(document);
        if (items === undefined) {
          const data = { retriggerRequest: true };
          throw new ResponseError(LSPErrorCodes.ServerCancelled, "The document changed meanwhile.", data);
        }
        const resultId = createHash("sha256").update(JSON.stringify(items)).digest("hex");
        if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
        return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
      }),
  };
}

const EMPTY_REPORT: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** Runs work with a signal that aborts when the client cancels. */
async function settle<T, R>(
  log: BlankServices["log"],
  token: CancellationToken,
  nothing: R,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T | R> {
  const ended = new AbortController();
  const listener = token.onCancellationRequested(() => ended.abort());
  try {
    const result = await run(ended.signal);
    if (!token.isCancellationRequested) return result;
  } catch (error) {
    if (token.isCancellationRequested) throw cancelled();
    if (error instanceof ResponseError) throw error;
    // Only what a client sends is looked into without a check.
    if (error instanceof TypeError) throw new ResponseError(ErrorCodes.InvalidParams, error.message);
    if (!(error instanceof LspError)) log.info(`request: ${toErrorCode(error)}`);
    return nothing;
  } finally {
    listener.dispose();
  }
  throw cancelled();
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

/** The blank at a position for which `isMeant` holds, in the document. */
function findBlank(
  document: LspDocument,
  position: Position,
  isMeant: (blank: Span, at: number) => boolean,
): Span | undefined {
  const offset = document.offsetAt(position);
  const start = document.offsetAt({ line: position.line, character: 0 });
  const found = findBlankIn(document.lineAt(position.line), offset - start, isMeant);
  return found && { start: start + found.start, end: start + found.end };
}
