import type { DrawOptions } from "../dom/drawOptions";
import type { PanelChoices } from "../state/panelChoices";
import { drawExportButton } from "../widgets/exportButton";
import { drawFollowToggle } from "../widgets/followToggle";
import { drawKeepToggle } from "../widgets/keepToggle";
import { drawLinkedToggle } from "../widgets/linkedToggle";

export interface ToolsOptions extends DrawOptions {
  readonly onFollow: (isOn: boolean) => void;
  readonly onKeep: (isOn: boolean) => void;
  readonly onLink: (isOn: boolean) => void;
  readonly onExport: () => void;
}

/** What concerns the panel as a whole. */
export function drawTools(
  { follow, kept, linked }: Pick<PanelChoices, "follow" | "kept" | "linked">,
  { document, onFollow, onKeep, onLink, onExport }: ToolsOptions,
): readonly HTMLElement[] {
  return [
    drawLinkedToggle(linked, { document, onChange: onLink }),
    drawFollowToggle(follow, { document, onChange: onFollow }),
    drawKeepToggle(kept, { document, onChange: onKeep }),
    drawExportButton({ document, onExport }),
  ];
}
