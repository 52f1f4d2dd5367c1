import { readFileSync } from "node:fs";
import { env } from "node:process";
import { LANGUAGE_FILE, LANGUAGE_TAG } from "../languageEnvironment";
import { speak } from "../speak";

// Imported before all else by processes that have an owner: they speak its language, so that what fails in them can be shown.
const { [LANGUAGE_FILE]: file, [LANGUAGE_TAG]: tag } = env;
if (file !== undefined && tag !== undefined) {
  try {
    speak({ tag, file, texts: JSON.parse(readFileSync(file, "utf8")) as Record<string, string> });
  } catch {
    // A file that cannot be read leaves English, which every text has.
  }
}
