import { type Language, speak } from "../speak";

declare global {
  /** Set by what is written before the script of a browser's worker: see {@link writeLanguage}. */
  var clozeLanguage: Language | undefined;
}

// Imported before all else: many texts are looked up when their module is loaded, before the first message comes.
if (globalThis.clozeLanguage !== undefined) speak(globalThis.clozeLanguage);
