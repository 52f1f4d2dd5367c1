import type { Requests } from "../../../engine/protocol/protocol";
import type { PanelInput } from "../../../webview/messages";
import type { Against } from "../../../webview/messages/compared";
import type { ModelInfo } from "../../services";
import type { PanelText } from "../panelText";
import type { Other } from "./panelCompare";

/** The answers about one text. Later requests of the page refer to it. */
export interface Shown {
  readonly model: string;
  readonly info: ModelInfo;
  readonly source: PanelText;
  readonly input: PanelInput;
  readonly first: Requests["attention"]["result"];
  /** Other sentences of the document that the text stands in; none for a text of no document. */
  readonly listAround: () => Promise<readonly string[]>;
  /** The sentence after the text in its document; `undefined` at its end, before a heading, and for a text of no document. */
  readonly findNext: () => Promise<string | undefined>;
  /** What the text is compared with. @param again - Whether the person is to choose another one; `undefined` if they choose none. */
  readonly readOther: (against: Against, again: boolean) => Promise<Other | undefined>;
}
