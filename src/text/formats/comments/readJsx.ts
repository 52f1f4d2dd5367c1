import { type StreamParser, StringStream } from "@codemirror/streamparser";

/** What is asked here of CodeMirror's state for JavaScript. */
interface ScriptState {
  /** The kind of the last token that means something. */
  readonly lastType?: string;
  readonly tokenize?: unknown;
}

/** Kinds of tokens behind which an expression may begin: CodeMirror's own list, which it does not export. */
const BEFORE_EXPRESSION = /^(?:operator|sof|keyword [bcd]|case|new|export|default|spread|[[{}(,;:]|=>)$/;
const OPENING = /^<(?:>|[a-zA-Z_$][\w$.:-]*)/;
/** Parameters of a type rather than a tag: `<T,>(a: T) => a`, and `<T>(a: T) => T` where no tag is closed behind it. */
const GENERIC = /^<[\w$]+\s*(?:,|=|extends\b)|^<[A-Z]\w*>\s*\((?!.*<\/)/;

type Place =
  | ScriptPlace
  | TagPlace
  /** Between tags: what the page shows. */
  | { readonly kind: "text" };

/** The program, or an expression in braces within JSX. */
interface ScriptPlace {
  readonly kind: "script";
  readonly inner: unknown;
  /** Braces that are open in it. */
  depth: number;
}

interface TagPlace {
  readonly kind: "tag";
  readonly isClosing: boolean;
  /** What closes the string or the comment that is open; "" if none is. */
  open: string;
}

interface JsxState {
  readonly places: Place[];
}

interface Script {
  begin(): ScriptPlace;
  /** Behind an element the script goes on as behind a value: a slash there divides. */
  passValue(place: ScriptPlace): void;
}

/** Reads JSX, which CodeMirror's tokenizer of JavaScript takes for comparisons: what a page shows is no comment. */
export function readJsx<S>(parser: StreamParser<S>): StreamParser<JsxState> {
  const start = (): S & ScriptState => parser.startState?.(0) as S & ScriptState;
  const { tokenize } = start();
  const script: Script = {
    begin: () => ({ kind: "script", inner: start(), depth: 0 }),
    passValue: ({ inner }) => void parser.token(new StringStream("0", 1, 1), inner as S),
  };
  return {
    startState: () => ({ places: [script.begin()] }),
    token: (stream, { places }) => {
      const place = places.at(-1);
      if (place?.kind === "tag") return readTag(stream, places, place, script);
      if (place?.kind !== "script") return readText(stream, places, script);
      const state = place.inner as S & ScriptState;
      if (state.tokenize === tokenize && opensTag(stream, state)) {
        openTag(stream, places);
        return null;
      }
      const style = parser.token(stream, state);
      // Braces of a template are part of its string.
      if (style !== "string.special" && places.length > 1) countBrace(stream.current(), places, place);
      return style;
    },
  };
}

function readTag(stream: StringStream, places: Place[], place: TagPlace, script: Script): string | null {
  if (place.open !== "") return readOpen(stream, place);
  if (stream.eatSpace()) return null;
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) place.open = "*/";
  else if (stream.match(/^["']/)) place.open = stream.current();
  if (place.open !== "") return readOpen(stream, place);
  if (stream.match("{")) places.push(script.begin());
  else if (stream.match("/>")) endElement(places, 1, script);
  else if (stream.match(">")) {
    if (place.isClosing) endElement(places, 2, script);
    else places[places.length - 1] = { kind: "text" };
  } else if (!stream.match(/^(?:<[^<>]*>|[\w$.:-]+)/)) stream.next();
  return null;
}

function countBrace(sign: string, places: Place[], place: ScriptPlace): void {
  if (sign === "{") place.depth += 1;
  else if (sign === "}") place.depth -= 1;
  if (place.depth < 0) places.pop();
}

function endElement(places: Place[], levels: number, script: Script): void {
  places.length = Math.max(1, places.length - levels);
  const place = places.at(-1);
  if (place?.kind === "script") script.passValue(place);
}

function opensTag(stream: StringStream, { lastType = "" }: ScriptState): boolean {
  if (stream.peek() !== "<") return false;
  const isInTemplate = lastType === "quasi" && stream.string.charAt(stream.pos - 1) === "{";
  if (!isInTemplate && !BEFORE_EXPRESSION.test(lastType)) return false;
  return stream.match(OPENING, false) !== null && stream.match(GENERIC, false) === null;
}

function openTag(stream: StringStream, places: Place[]): void {
  const opening = stream.match(OPENING);
  const isFragment = Array.isArray(opening) && opening[0].endsWith(">");
  places.push(isFragment ? { kind: "text" } : { kind: "tag", isClosing: false, open: "" });
}

function readOpen(stream: StringStream, place: TagPlace): string {
  const style = place.open === "*/" ? "comment" : "string";
  const end = stream.string.indexOf(place.open, stream.pos);
  if (end === -1) stream.skipToEnd();
  else {
    stream.pos = end + place.open.length;
    place.open = "";
  }
  return style;
}

function readText(stream: StringStream, places: Place[], script: Script): null {
  if (stream.match("{")) places.push(script.begin());
  else if (stream.match("</")) places.push({ kind: "tag", isClosing: true, open: "" });
  else if (stream.match(OPENING, false)) openTag(stream, places);
  else if (!stream.match(/^[^{<]+/)) stream.next();
  return null;
}
