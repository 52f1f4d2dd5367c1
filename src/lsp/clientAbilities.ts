import type { ClientCapabilities, InitializeParams } from "vscode-languageserver/node";
import { type PositionUnits, selectUnits } from "./positionUnits";

/** What the client can do, as far as it changes what the server does. */
export interface ClientAbilities {
  readonly units: PositionUnits;
  /** It asks for marks, and can be told to ask again; any other is sent them. */
  readonly pullsMarks: boolean;
  readonly hasConfiguration: boolean;
  readonly hasFolders: boolean;
  readonly hasProgress: boolean;
  readonly watchesFiles: boolean;
  readonly watchesConfiguration: boolean;
  /** Reads Markdown in hovers. */
  readonly readsMarkdown: boolean;
  /** Completions may say what stands beside their label. */
  readonly hasLabelDetails: boolean;
}

export function readAbilities({ capabilities }: InitializeParams): ClientAbilities {
  // What a client says of itself is not checked by the library, and need not be all there.
  const { general, textDocument, window, workspace } = (capabilities as ClientCapabilities | undefined) ?? {};
  return {
    units: selectUnits(general?.positionEncodings),
    pullsMarks: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    hasProgress: window?.workDoneProgress === true,
    readsMarkdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    hasLabelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    ...readWorkspace(workspace),
  };
}

function readWorkspace(workspace: ClientCapabilities["workspace"]) {
  return {
    hasConfiguration: workspace?.configuration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}
