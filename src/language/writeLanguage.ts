import { getLanguage } from "./speak";

/** What stands before the script of a browser's worker so that it speaks the language of who starts it. */
export function writeLanguage(): string {
  return `globalThis.clozeLanguage = ${JSON.stringify(getLanguage())};\n`;
}
