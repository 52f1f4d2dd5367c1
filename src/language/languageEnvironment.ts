import { getLanguage } from "./speak";

/** Names of environment variables by which a process says what language the processes that it starts are to speak. */
export const LANGUAGE_TAG = "CLOZE_LANGUAGE";
export const LANGUAGE_FILE = "CLOZE_LANGUAGE_FILE";

/** The variables for the language of this process. None for English. */
export function listLanguageVariables(): Readonly<Record<string, string>> {
  const { tag, file } = getLanguage();
  return file === undefined ? {} : { [LANGUAGE_TAG]: tag, [LANGUAGE_FILE]: file };
}
