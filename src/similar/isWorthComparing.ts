import type { PlacedText } from "./placedText";

/** Shorter sentences are found all over: "See below for details." */
const LEAST_WORDS = 6;

/** Whether saying the same elsewhere would be worth a writer's time: a whole sentence, in words, that is no boilerplate. */
export function isWorthComparing({ text, kind }: PlacedText): boolean {
  if (kind === "heading" || kind === "link") return false;
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  if (words.length < LEAST_WORDS) return false;
  // Tables of addresses, lines of code and lists of names are not sentences.
  const letters = words.reduce((sum, { length }) => sum + length, 0);
  return letters >= text.length / 2 && !BOILERPLATE.test(text);
}

/* eslint-disable language/untranslated -- patterns of English boilerplate */
/** What licences, badges and invitations of projects say, in every project alike. */
const BOILERPLATE = new RegExp(
  [
    "\\bcopyright\\b",
    "\\ball rights reserved\\b",
    "\\b(?:licensed?|released|distributed|available) under\\b",
    "\\bpermission is hereby granted\\b",
    "\\bprovided [\"“']?as is\\b",
    "\\bwithout warrant(?:y|ies)\\b",
    "\\bin no event shall\\b",
    "\\b(?:badge|shields\\.io)\\b",
    "\\bpull requests?\\b.*\\bwelcome\\b",
    "\\bcode of conduct\\b",
    "\\breport\\b.*\\bsecurity vulnerabilit",
    "\\bbecome a sponsor\\b",
  ].join("|"),
  "iu",
);
