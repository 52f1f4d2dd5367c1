/** Between two looks at a condition. */
const LOOK_MS = 25;

/** Waits until `isSo` holds. The test's own time limit ends a wait in vain. */
export async function waitFor(isSo: () => boolean | PromiseLike<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
