/** Cloze's own codes are words in small letters; those of Node and of the system are not. */
const OWN_CODE = /^[a-z]+(?:-[a-z]+)*$/;

/** For the log: the code of one of Cloze's own errors, or the class of any other. */
export function toErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as Error & { readonly code?: unknown };
  return typeof code === "string" && OWN_CODE.test(code) ? code : error.name;
}

/** True when the engine or its device failed, not the request or the model: no other model would load either. */
export function isEngineTrouble(error: unknown): boolean {
  return ["stopped", "hung", "version", "bad-message", "unavailable", "no-device", "cancelled"].includes(
    toErrorCode(error),
  );
}
