import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { FINE } from "../../ownTone/selectMark";
import { formatCounted } from "../../wording/formatCounted";
import { COMMANDS } from "../commands";
import { EditorError } from "../editorError";
import { registerEditorCommand } from "../registerEditorCommand";
import type { Services } from "../services";
import { findExamples, Lessons } from "./lessons";
import { listTouched } from "./listTouched";
import { addRows, openTeachMenu, type TeachParts } from "./teachMenu";

/** Teach a Tone: the command, and the quick fixes that take sentences as examples while a tone is taught. */
export function registerTeach(
  services: Services,
  storage: vscode.Memento,
  others: Pick<TeachParts, "listAccepted" | "policy" | "version">,
): vscode.Disposable {
  const lessons = new Lessons(storage);
  const parts: TeachParts = { services, lessons, ...others };
  const { log, prose } = services;
  return vscode.Disposable.from(
    registerEditorCommand({
      id: COMMANDS.teachTone,
      what: l10n.t("Cloze could not teach the tone"),
      log,
      run: (editor) => openTeachMenu(parts, editor),
    }),
    registerEditorCommand({
      id: COMMANDS.addExample,
      what: l10n.t("Cloze could not add the example"),
      log,
      run: async ({ document, selection }, argument) => {
        const lesson = lessons.current;
        if (lesson === undefined)
          throw new EditorError("no-text", l10n.t("No tone is being taught: run “Cloze: Teach a Tone…”."));
        const { label, sentences } = isExample(argument)
          ? argument
          : { label: lesson.label, sentences: listTouched(document, await prose.read(document), selection) };
        if (sentences.length === 0) throw new EditorError("no-text", l10n.t("Put the cursor in a sentence first."));
        await addRows(lesson, label, sentences);
      },
    }),
    registerExampleFixes(services, lessons),
    lessons,
  );
}

interface Example {
  readonly label: string;
  readonly sentences: readonly string[];
}

function isExample(value: unknown): value is Example {
  if (typeof value !== "object" || value === null) return false;
  const { label, sentences } = value as Partial<Record<keyof Example, unknown>>;
  return typeof label === "string" && Array.isArray(sentences) && sentences.every((each) => typeof each === "string");
}

function registerExampleFixes({ prose }: Services, lessons: Lessons): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, { only }) => {
      const lesson = lessons.current;
      if (lesson === undefined || (only !== undefined && !only.intersects(vscode.CodeActionKind.QuickFix))) return [];
      if (document.uri.path === findExamples(lesson).path || document.uri.scheme === "output") return [];
      const sentences = listTouched(document, await prose.read(document), range);
      if (sentences.length === 0) return [];
      return [lesson.label, FINE].map((label) => {
        const title =
          sentences.length === 1
            ? l10n.t("Example: this sentence is {0}", label)
            : l10n.t("Example: these {0} are {1}", formatCounted(sentences.length, "sentence"), label);
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.command = { title: action.title, command: COMMANDS.addExample, arguments: [{ label, sentences }] };
        return action;
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider("*", provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
