import type { PanelPlace } from "./panelPlace";
import type { PanelText } from "./panelText";

/** The document that the panel shows, and the places in it. It holds no text, because VS Code stores it on disk. */
export interface PanelSource {
  readonly uri: string;
  /** One place, or the two of a pair. */
  readonly places: readonly PanelPlace[];
}

/** The value of `PanelInput.place`. */
export function writeSource(source: PanelSource): string {
  return JSON.stringify(source);
}

/** What the page is told of the document. */
export function describeSource(source: PanelSource): Pick<PanelText, "place" | "isUnsaved"> {
  return { place: writeSource(source), ...(source.uri.startsWith("untitled:") && { isUnsaved: true }) };
}

/** Reads the state that the page kept; `undefined` if `writeSource` cannot have written it. */
export function readSource(state: unknown): PanelSource | undefined {
  const place = isRecord(state) ? state["place"] : undefined;
  if (typeof place !== "string") return undefined;
  const source = parse(place);
  if (!isRecord(source) || typeof source["uri"] !== "string" || !Array.isArray(source["places"])) return undefined;
  const places = source["places"].filter(isPlace);
  const isWhole = places.length === source["places"].length && places.length >= 1 && places.length <= 2;
  return isWhole ? { uri: source["uri"], places } : undefined;
}

/** Whether the page said that its panel is to be kept. */
export function readKept(state: unknown): boolean {
  return isRecord(state) && state["kept"] === true;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPlace(value: unknown): value is PanelPlace {
  if (!isRecord(value)) return false;
  const { kind, start, end } = value;
  return (kind === "selection" || kind === "sentence") && isOffset(start) && isOffset(end) && start <= end;
}

function isOffset(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
