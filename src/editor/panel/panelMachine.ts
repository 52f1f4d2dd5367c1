import type { Library } from "../../library/library";
import type { CreateExport } from "./exports/panelExport";

/** What the panel takes from the machine that it runs on. */
export interface PanelMachine {
  /** Models to compare with. */
  readonly library: Pick<Library, "list" | "listCached" | "resolveName">;
  readonly createExport: CreateExport;
}
