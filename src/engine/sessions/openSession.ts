/** Calls `open`, which makes a session. @throws What `open` throws; what remaking damaged weights throws. */
export type OpenSession = <S extends { dispose(): Promise<void> }>(open: () => Promise<S>) => Promise<S>;

/** Opens sessions over weights that need no further check. */
export const openAtOnce: OpenSession = (open) => open();

/**
 * Opens sessions while their weights are still being checked. A session over damaged weights never answers a request.
 *
 * @param checked - Rejects if the weights are damaged.
 * @param mend - Makes the weights again, in the same place.
 */
export function openChecked(checked: Promise<void>, mend: () => Promise<unknown>): OpenSession {
  let whole: Promise<unknown> = checked;
  return async (open) => {
    const awaited = whole;
    const session = await open();
    try {
      await awaited;
      return session;
    } catch {
      await session.dispose();
    }
    // If several sessions were opened meanwhile, only the first has the weights made again.
    if (whole === awaited) whole = mend();
    await whole;
    return open();
  };
}
