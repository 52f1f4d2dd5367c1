interface Skipped {
  skipReason?: string;
}

/**
 * Skips the test it is called in, or, from a `before` hook, the whole suite. The reason is printed with the totals.
 * Use it for what this machine lacks, never for a test that fails.
 */
export function skipBecause(context: Mocha.Context, reason: string): never {
  // In a hook, `context.test` is the hook, and its parent the suite that is skipped.
  const runnable: (Mocha.Runnable & { readonly type?: string }) | undefined = context.test;
  const owner: (object & Skipped) | undefined = runnable?.type === "hook" ? runnable.parent : runnable;
  if (owner !== undefined) owner.skipReason = reason;
  return context.skip();
}

/** `undefined` for a test that was skipped in another way. */
export function findSkipReason(test: Mocha.Test): string | undefined {
  let owner: (Skipped & { parent?: Mocha.Suite | undefined }) | undefined = test;
  while (owner !== undefined && owner.skipReason === undefined) owner = owner.parent;
  return owner?.skipReason;
}
