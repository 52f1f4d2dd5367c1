import type { Format } from "../formats/format";
import { measureFrontMatter } from "../formats/markdown/measureFrontMatter";

/** UTF-16 units at the start of a document in which it says its language. */
const HEAD = 20_000;
const IN_FRONT_MATTER =
  /^["']?(?:lang|language|locale)["']?[ \t]*[:=][ \t]*["']?(?<code>[a-z]{2,3}(?:[-_][a-z\d]+)*)\b["']?,?[ \t]*$/imu;
const IN_HTML = /<html\b[^>]{0,500}?\s(?:xml:)?lang\s*=\s*["']?(?<code>[a-z]{2,3}(?:-[a-z\d]+)*)/iu;
/** AsciiDoc's attribute, and a field of reStructuredText. */
const IN_FIELD = /^:lang(?:uage)?:[ \t]+(?<code>[a-z]{2,3}(?:[-_][a-z\d]+)*)[ \t]*$/imu;
const BABEL = /^[^%\n\r\u2028\u2029]*\\usepackage[ \t]*\[(?<options>[^\]]{1,200})\][ \t]*\{babel\}/mu;
const POLYGLOSSIA =
  /^[^%\n\r\u2028\u2029]*\\set(?:main|default)language[ \t]*(?:\[[^\]]{0,200}\][ \t]*)?\{(?<name>[a-z]+)\}/imu;
const ENGLISH_NAMES = /^(?:english|american|british|canadian|australian|newzealand|u[sk]english)$/iu;

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

const READERS: Readonly<Partial<Record<Format, (text: string) => boolean | undefined>>> = {
  asciidoc: (text) => readCode(IN_FIELD, text),
  html: (text) => readCode(IN_HTML, text),
  latex: readLatex,
  markdown: readFrontMatter,
  mdx: readFrontMatter,
  rst: (text) => readCode(IN_FIELD, text),
};

/** Whether a document says that it is in English; `undefined` if it names no language. */
export function findDeclaredEnglish(text: string, format: Format): boolean | undefined {
  return READERS[format]?.(text.slice(0, HEAD));
}

function readFrontMatter(text: string): boolean | undefined {
  return readCode(IN_FRONT_MATTER, text.slice(0, measureFrontMatter(text)));
}

/** Names of programming languages are no codes of languages: "language: sql". */
function readCode(pattern: RegExp, text: string): boolean | undefined {
  const [code] = pattern.exec(text)?.groups?.["code"]?.toLowerCase().split(/[-_]/) ?? [];
  if (code === undefined || names.of(code) === undefined) return undefined;
  return code === "en" || code === "eng";
}

function readLatex(text: string): boolean | undefined {
  const options =
    BABEL.exec(text)
      ?.groups?.["options"]?.split(",")
      .map((option) => option.trim()) ?? [];
  // The last option is the main language, unless one says that it is.
  const main = options.find((option) => /^main\s*=/.test(option))?.replace(/^main\s*=\s*/, "");
  const name =
    main ?? options.findLast((option) => /^[a-z]+$/i.test(option)) ?? POLYGLOSSIA.exec(text)?.groups?.["name"];
  return name === undefined ? undefined : ENGLISH_NAMES.test(name);
}
