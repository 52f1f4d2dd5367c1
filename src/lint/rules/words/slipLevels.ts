/** How sure it must be that a word is a slip, 0..1, before it is marked, by level. */
export const SLIP_LEVELS = { few: 0.8, some: 0.5, all: 0.25 } as const;
