import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { FINE } from "../../ownTone/selectMark";
import { cutText } from "../../wording/cutText";
import { formatCounted } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import type { Services } from "../services";
import { notify, type PickRow, pickRow } from "../surface";
import { addExamples, countExamples, openExamples, showExamples } from "./examplesFile";
import { findExamples, type Lesson, type Lessons } from "./lessons";
import { listTouched } from "./listTouched";
import { pickLesson } from "./pickLesson";
import { switchOn } from "./switchOn";
import { tryLesson, type TryParts } from "./tryLesson";

export interface TeachParts extends TryParts {
  readonly lessons: Lessons;
  /** The sentences of this workspace that were left unmarked, as far as their texts are found. */
  readonly listAccepted: () => Promise<readonly string[]>;
}

type Step = "add" | "add-fine" | "accepted" | "show" | "try" | "other" | "end";

interface Item extends PickRow {
  readonly step?: Step;
}

const MOST_SHOWN = 80;

/** The command: what can be done for the tone that is being taught; without one, asks which to teach. */
export async function openTeachMenu(parts: TeachParts, editor: vscode.TextEditor): Promise<void> {
  const { services, lessons } = parts;
  const lesson = lessons.current ?? (await startLesson(lessons));
  if (lesson === undefined) return;
  const examples = await openExamples(lesson);
  const sentences = await readSentences(services, editor, lesson);
  const step = (await pickRow(listItems(lesson, examples, sentences), titleOf(lesson, examples)))?.step;
  switch (step) {
    case "add":
    case "add-fine":
      await addRows(lesson, step === "add" ? lesson.label : FINE, sentences);
      return;
    case "accepted":
      await addAccepted(parts, lesson);
      return;
    case "show":
      await showExamples(examples);
      return;
    case "try": {
      const trial = await tryLesson(parts, lesson);
      if (trial) await switchOn(lesson, trial, parts.version);
      return;
    }
    case "other":
      if (await startLesson(lessons)) await openTeachMenu(parts, editor);
      return;
    case "end":
      await lessons.set(undefined);
      return;
    case undefined:
  }
}

/** Gives sentences a label, and shows the examples until they are a file. @returns How many rows were added or changed. */
export async function addRows(lesson: Lesson, label: string, sentences: readonly string[]): Promise<number> {
  const examples = await openExamples(lesson);
  // First: VS Code would open what is changed and not shown in front of the text.
  if (examples.isUntitled) await showExamples(examples);
  return addExamples(examples, label, sentences);
}

async function startLesson(lessons: Lessons): Promise<Lesson | undefined> {
  const lesson = await pickLesson();
  if (lesson) await lessons.set(lesson);
  return lesson;
}

async function readSentences(
  { prose }: Services,
  { document, selection }: vscode.TextEditor,
  lesson: Lesson,
): Promise<readonly string[]> {
  // The examples themselves are no text to take examples from.
  if (document.uri.path === findExamples(lesson).path) return [];
  return listTouched(document, await prose.read(document), selection);
}

function titleOf({ label }: Lesson, examples: vscode.TextDocument) {
  const counts = countExamples(examples);
  const [marked = 0, fine = 0] = [counts.get(label), counts.get(FINE)];
  return {
    title: l10n.t("Teach “{0}”: {1} {2}, {3} {4}", label, formatCount(marked), label, formatCount(fine), FINE),
    placeHolder: l10n.t("While a tone is taught, quick fixes (Ctrl+.) in any text take sentences as examples"),
  };
}

function listItems({ label }: Lesson, examples: vscode.TextDocument, sentences: readonly string[]): readonly Item[] {
  const [first = "", ...others] = sentences;
  const describe = (as: string) =>
    others.length === 0
      ? l10n.t("This sentence is {0}", as)
      : l10n.t("These {0} are {1}", formatCounted(sentences.length, "sentence"), as);
  const heading = (text: string): Item => ({ label: text, isHeading: true });
  const add: readonly Item[] = [
    { icon: "add", label: describe(label), detail: cutText(first, MOST_SHOWN), step: "add" },
    { icon: "check", label: describe(FINE), step: "add-fine" },
  ];
  return [
    heading(l10n.t("examples")),
    ...(sentences.length > 0 ? add : []),
    { icon: "check-all", label: l10n.t("What was left unmarked is {0}", FINE), step: "accepted" },
    { icon: "list-unordered", label: l10n.t("Show the examples"), description: describePlace(examples), step: "show" },
    heading(l10n.t("rule")),
    {
      icon: "beaker",
      label: l10n.t("Try it"),
      description: l10n.t("learns from the examples and shows how well, before anything is switched on"),
      step: "try",
    },
    heading(""),
    { icon: "book", label: l10n.t("Teach another tone…"), step: "other" },
    {
      icon: "close",
      label: l10n.t("Stop teaching “{0}”", label),
      description: l10n.t("its examples and its rule stay"),
      step: "end",
    },
  ];
}

function describePlace({ uri, isDirty, isUntitled }: vscode.TextDocument): string {
  const name = vscode.workspace.asRelativePath(uri.with({ scheme: "file" }));
  return isDirty || isUntitled ? l10n.t("{0}, not saved", name) : name;
}

async function addAccepted({ listAccepted }: TeachParts, lesson: Lesson): Promise<void> {
  const sentences = await listAccepted();
  const added = await addRows(lesson, FINE, sentences);
  notify(
    "information",
    sentences.length === 0
      ? l10n.t("No sentence of this workspace was left unmarked.")
      : added === 1
        ? l10n.t(
            "{0} more is {1} now, of {2} that were left unmarked.",
            formatCounted(added, "sentence"),
            FINE,
            formatCount(sentences.length),
          )
        : l10n.t(
            "{0} more are {1} now, of {2} that were left unmarked.",
            formatCounted(added, "sentence"),
            FINE,
            formatCount(sentences.length),
          ),
  );
}
