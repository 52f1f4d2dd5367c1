import { BLANK } from "../../text/spans/blank";
import type { PanelText } from "./panelText";

/** What the engine is asked about: as long as what is shown, with all blanks in capitals, as the engine knows them. */
export function writePanelText({ text, pair }: PanelText): { readonly text: string; readonly pair?: string } {
  return { text: writeBlanks(text), ...(pair !== undefined && { pair: writeBlanks(pair) }) };
}

/** A blank in small letters is one wherever people write prose: behind a name or a bracket it is an index. */
const ANY_BLANK = new RegExp(String.raw`(?<![\p{L}\p{N}_\])])${BLANK}`, "giu");

function writeBlanks(text: string): string {
  return text.replace(ANY_BLANK, (blank) => `[MASK${blank.slice("[MASK".length)}`);
}
