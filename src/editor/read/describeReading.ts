import type { Format } from "../../text/formats/format";
import { formatCounted } from "../../wording/formatCounted";
import type { Unchecked, Unmarked } from "../services";
import type { ReadPlace } from "./findReadPlace";

/** What there is to say of one place. */
export interface PlaceFacts {
  readonly place: ReadPlace;
  /** What a skipped place is; `undefined` for white space. */
  readonly skipped: string | undefined;
  readonly unmarked: Unmarked | undefined;
}

const UNMARKED: Readonly<Record<Unmarked, string>> = {
  comment: "a cloze-disable comment covers it",
  foreign: "it is not taken for English, which onlyEnglish in cloze.rules asks for",
  accepted: "you left it unmarked",
  project: "the file .cloze.json lists it as accepted",
};

/** A few words for the end of a line. */
export function describePlaceShortly({ place, skipped, unmarked }: PlaceFacts): string {
  if (place.kind === "markup") return place.readAs === "" ? "not read: markup" : `read as “${place.readAs}”`;
  if (place.kind === "skipped") return skipped === undefined ? "nothing to read" : `not read: ${skipped}`;
  return unmarked === undefined ? "read" : `never marked: ${UNMARKED[unmarked]}`;
}

/**
 * Sentences for a hover.
 *
 * @param text - The sentence as the model reads it; `undefined` where it stands so in the document.
 */
export function describePlace(facts: PlaceFacts, count: number, text?: string): readonly string[] {
  const { place, unmarked } = facts;
  if (place.kind === "skipped") return [`${capitalize(describePlaceShortly(facts))}.`];
  const where = `Sentence ${place.index + 1} of ${count}`;
  if (place.kind === "markup") return [`${capitalize(describePlaceShortly(facts))}, in sentence ${place.index + 1}.`];
  return [
    text === undefined ? `${where}, read as it stands.` : `${where}, read as: ${text}`,
    ...(unmarked === undefined ? [] : [`Never marked: ${UNMARKED[unmarked]}.`]),
  ];
}

const UNCHECKED: Readonly<Record<Exclude<Unchecked, "language">, string>> = {
  "off-file": "the check is turned off for this file",
  "off-settings": "the setting cloze.rules turns the check off",
  "off-project": "the file .cloze.json turns the check off",
  ignored: "the file .cloze.json leaves this file out (ignorePaths)",
  manual: "the setting cloze.lint.run is manual, so Cloze checks when you ask",
  "not-written": "it is not a document to write in",
};

/** Why a document is not checked as one types, as a sentence. @param language - VS Code's identifier of its language. */
export function describeUnchecked(unchecked: Unchecked, language: string): string {
  const reason =
    unchecked === "language"
      ? `${language} is not in cloze.lint.languages, or not in languages of .cloze.json`
      : UNCHECKED[unchecked];
  return `Not checked as you type: ${reason}.`;
}

/** What the marks of the view mean, and how much is read. */
export function describeLegend(format: Format, count: number): string {
  return `${formatCounted(count, "sentence")} in ${format} · grey: not read · bar: begins a sentence · dotted: never marked`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
