/** @throws What `open` throws; what making damaged weights again throws. */
export type OpenSession = <S extends { dispose(): Promise<void> }>(open: () => Promise<S>) => Promise<S>;

/** For weights that nothing more is to be found out about. */
export const openAtOnce: OpenSession = (open) => open();

/**
 * Opens sessions while their weights are being checked; one over damaged weights answers nobody.
 *
 * @param checked - Rejects if the weights are damaged.
 * @param mend - Makes them again, in the same place.
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
    // Where several were opened meanwhile, the first has the weights made again.
    if (whole === awaited) whole = mend();
    await whole;
    return open();
  };
}
