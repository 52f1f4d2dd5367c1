import { createPick, setPickTitle, showRows } from "../surface";
import type { describeTrial, TrialRow } from "./describeTrial";

/**
 * Lets the person choose a row of what a trial found; `undefined` when the list is closed. A threshold is chosen at first:
 * the warnings above it are there to be read.
 */
export function pickTrial({
  title,
  placeHolder,
  rows,
}: ReturnType<typeof describeTrial>): Promise<TrialRow | undefined> {
  const pick = createPick<TrialRow>();
  setPickTitle(pick, title);
  pick.placeholder = placeHolder;
  pick.items = showRows(rows);
  const first = pick.items.find(({ row }) => row.threshold !== undefined);
  if (first) pick.activeItems = [first];
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.row);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
