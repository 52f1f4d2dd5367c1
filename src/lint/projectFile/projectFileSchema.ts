import * as z from "zod/mini";
import { isSimplePattern } from "./isSimplePattern";
import { rulesSchema } from "./rulesSchema";

/** Inside the folder: relative, without "..", a drive, a home folder or an address. */
const INSIDE = /^(?![/\\~!])(?![A-Za-z][A-Za-z0-9+.-]*:)(?!.*(?:^|[/\\])\.\.(?:[/\\]|$))[^\\]+$/;
/** One of those, of JSON. */
const JSON_INSIDE = new RegExp(INSIDE.source.replace(/\$$/, "\\.json$"));
const LANGUAGE = /^[A-Za-z0-9][A-Za-z0-9+#._-]*$/;

/** The file `.cloze.json`, which a team keeps with its texts. It chooses no model, and names no place outside its folder. */
export const projectFileSchema = z.strictObject({
  $schema: z.optional(z.string()).check(z.describe("Names this schema for editors; Cloze does not read it.")),
  rules: z.optional(rulesSchema),
  own: z
    .optional(z.array(z.string().check(z.regex(JSON_INSIDE))))
    .check(
      z.describe(
        'Files of tones that `cloze train` or "Cloze: Teach a Tone…" wrote, relative to the folder of this file: "tones/harsh.json". Each is a rule, own/harsh.',
      ),
    ),
  languages: z
    .optional(z.array(z.string().check(z.regex(LANGUAGE))))
    .check(z.describe("Language identifiers of the documents to check, as in the setting cloze.lint.languages.")),
  ignorePaths: z
    .optional(z.array(z.string().check(z.regex(INSIDE), z.refine(isSimplePattern))))
    .check(
      z.describe(
        'Files not to check, as glob patterns relative to the folder of this file: "CHANGELOG.md", "docs/old/**". A folder stands for all files in it.',
      ),
    ),
  accepted: z
    .optional(z.array(z.string().check(z.minLength(1))))
    .check(
      z.describe(
        'Sentences not to mark: as they read, without markup, or as "sha256:" and the hash of that in hexadecimal digits.',
      ),
    ),
});
