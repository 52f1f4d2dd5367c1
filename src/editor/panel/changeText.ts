import type { PanelToken } from "../../webview/messages";
import type { PanelText } from "./panelText";

/** A text or pair with a word in place of one of its tokens. */
export function changeText(
  { text: first, pair }: PanelText,
  { token, text }: { readonly token: Pick<PanelToken, "segment" | "start" | "end">; readonly text: string },
): PanelText {
  const change = (whole: string) => whole.slice(0, token.start) + text + whole.slice(token.end);
  if (pair === undefined) return { text: change(first) };
  return token.segment === 0 ? { text: change(first), pair } : { text: first, pair: change(pair) };
}
