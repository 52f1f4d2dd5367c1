import * as l10n from "@vscode/l10n";
import type { Format } from "../../text/formats/format";
import { formatCounted } from "../../wording/formatCounted";
import type { Unchecked, Unmarked } from "../services";
import type { ReadPlace } from "./findReadPlace";
import { SKIPPED_NAMES } from "./skippedNames";

/** What there is to say of one place. */
export interface PlaceFacts {
  readonly place: ReadPlace;
  /** What a skipped place is; `undefined` for white space. */
  readonly skipped: string | undefined;
  readonly unmarked: Unmarked | undefined;
}

const UNMARKED: Readonly<Record<Unmarked, string>> = {
  comment: l10n.t("a cloze-disable comment covers it"),
  foreign: l10n.t("it is not taken for English, which onlyEnglish in cloze.rules asks for"),
  accepted: l10n.t("you left it unmarked"),
  project: l10n.t("the file .cloze.json lists it as accepted"),
};

/** A few words for the end of a line. */
export function describePlaceShortly({ place, skipped, unmarked }: PlaceFacts): string {
  if (place.kind === "markup")
    return place.readAs === "" ? l10n.t("not read: markup") : l10n.t("read as “{0}”", place.readAs);
  if (place.kind === "skipped") {
    return skipped === undefined
      ? l10n.t("nothing to read")
      : l10n.t("not read: {0}", SKIPPED_NAMES[skipped] ?? skipped);
  }
  return unmarked === undefined ? l10n.t("read") : l10n.t("never marked: {0}", UNMARKED[unmarked]);
}

/**
 * Sentences for a hover.
 *
 * @param text - The sentence as the model reads it; `undefined` where it stands so in the document.
 */
export function describePlace(facts: PlaceFacts, count: number, text?: string): readonly string[] {
  const { place, unmarked } = facts;
  if (place.kind === "skipped") return [`${capitalize(describePlaceShortly(facts))}.`];
  const number = place.index + 1;
  if (place.kind === "markup") {
    return [l10n.t("{0}, in sentence {1}.", capitalize(describePlaceShortly(facts)), number)];
  }
  return [
    text === undefined
      ? l10n.t("Sentence {0} of {1}, read as it stands.", number, count)
      : l10n.t("Sentence {0} of {1}, read as: {2}", number, count, text),
    ...(unmarked === undefined ? [] : [l10n.t("Never marked: {0}.", UNMARKED[unmarked])]),
  ];
}

const UNCHECKED: Readonly<Record<Exclude<Unchecked, "language">, string>> = {
  "off-file": l10n.t("the check is turned off for this file"),
  "off-settings": l10n.t("the setting cloze.rules turns the check off"),
  "off-project": l10n.t("the file .cloze.json turns the check off"),
  ignored: l10n.t("the file .cloze.json leaves this file out (ignorePaths)"),
  manual: l10n.t("the setting cloze.lint.run is manual, so Cloze checks when you ask"),
  "not-written": l10n.t("it is not a document to write in"),
};

/** Why a document is not checked as one types, as a sentence. @param language - VS Code's identifier of its language. */
export function describeUnchecked(unchecked: Unchecked, language: string): string {
  const reason =
    unchecked === "language"
      ? l10n.t("{0} is not in cloze.lint.languages, or not in languages of .cloze.json", language)
      : UNCHECKED[unchecked];
  return l10n.t("Not checked as you type: {0}.", reason);
}

/** What the marks of the view mean, and how much is read. */
export function describeLegend(format: Format, count: number): string {
  return l10n.t(
    "{0} in {1} · grey: not read · bar: begins a sentence · dotted: never marked",
    formatCounted(count, "sentence"),
    format,
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
