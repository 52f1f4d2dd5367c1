import type { PlacedText } from "../../similar/placedText";
import type { TreeRow } from "../surface";

/** A row of the view, and those below it. */
export interface ResultNode {
  readonly row: Omit<TreeRow, "command">;
  /** What a click or Enter shows. */
  readonly place?: PlacedText;
  /** What it runs instead. */
  readonly command?: NonNullable<TreeRow["command"]>;
  readonly children?: readonly ResultNode[];
}
