/** Calls `open`, which makes a session. @throws What `open` throws, and what weights throw that cannot be used. */
export type OpenSession = <S extends { dispose(): Promise<void> }>(open: () => Promise<S>) => Promise<S>;

/** Opens sessions over weights that need no check. */
export const openAtOnce: OpenSession = (open) => open();
