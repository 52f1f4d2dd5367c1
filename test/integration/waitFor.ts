/** Pause between two looks at the condition. */
const LOOK_MS = 25;

/** Waits until `isSo` holds, or until the time limit of the test ends it. */
export async function waitFor(isSo: () => boolean | PromiseLike<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
