import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { toErrorCode } from "../../engine/client/toErrorCode";
import { adviseTool } from "../../tools/adviseTool";
import { runTool } from "../../tools/runTool";
import { TOOLS } from "../../tools/tools";
import { formatCounted } from "../../wording/formatCounted";
import type { LintPolicy } from "../lint/lintPolicy";
import type { Services } from "../services";
import { WorkspaceTexts } from "../similar/workspaceTexts";
import { buildToolNotice } from "../surface";
import { createEditorTools } from "./editorTools";

/** Files whose names are shown before a tool reads them. */
const MOST_NAMES = 10;

/** The tools of `src/tools` for the agents of VS Code, as package.json lists them: "cloze_fill" and so on. */
export function registerTools(services: Services, policy: LintPolicy): vscode.Disposable {
  const workspace = new WorkspaceTexts(services, policy);
  return vscode.Disposable.from(
    ...Object.entries(TOOLS).map(([name, { title }]) =>
      vscode.lm.registerTool<Readonly<Record<string, unknown>>>(`cloze_${name}`, {
        prepareInvocation: ({ input }) =>
          buildToolNotice(l10n.t("Cloze: {0}", title), {
            title: l10n.t("Cloze: {0}?", title),
            detail: describe(name, input),
          }),
        invoke: async ({ input }, token) => {
          const ended = new AbortController();
          const listener = token.onCancellationRequested(() => ended.abort());
          try {
            const host = createEditorTools({ services, policy, token, workspace });
            return toResult(JSON.stringify(await runTool(name, input, host, { signal: ended.signal })));
          } catch (error) {
            services.log.warn(`tool ${name}: ${toErrorCode(error)}`);
            // VS Code gives the agent this message.
            throw new Error(adviseTool(error), { cause: error });
          } finally {
            listener.dispose();
          }
        },
      }),
    ),
  );
}

function toResult(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

/** What the tool will read, and where. The agent wrote the input: any of it may be missing or of another kind. */
function describe(name: string, input: Readonly<Record<string, unknown>>): string {
  const { files } = input;
  const names = Array.isArray(files) ? files.filter((file) => typeof file === "string") : [];
  const readsAll = name === "similar" && files === undefined && input["texts"] === undefined;
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(", ");
  return [
    l10n.t("BERT runs on this machine. The answer goes to the agent that asks."),
    ...(readsAll ? [l10n.t("It reads all documents of the workspace.")] : []),
    ...(names.length === 0
      ? []
      : more > 0
        ? [l10n.t("It reads: {0} and {1}", listed, formatCounted(more, "more name"))]
        : [l10n.t("It reads: {0}", listed)]),
  ].join(" ");
}
