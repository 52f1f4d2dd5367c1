import type { PlacedText } from "../../similar/placedText";
import type { TreeRow } from "../surface";

/** A row of the view, and those below it. */
export interface ResultNode {
  readonly row: Omit<TreeRow, "runs">;
  /** What a click or Enter shows. */
  readonly place?: PlacedText;
  /** What it runs instead. */
  readonly command?: NonNullable<TreeRow["runs"]>;
  readonly children?: readonly ResultNode[];
}
