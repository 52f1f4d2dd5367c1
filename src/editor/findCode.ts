import { EngineError } from "../engine/protocol/engineError";
import { LibraryError } from "../library/libraryError";
import { ProseError } from "../prose/proseError";
import { EditorError } from "./editorError";

/** The closed code of a room's error, for the log; the class of any other. */
export function findCode(error: unknown): string {
  if (
    error instanceof EngineError ||
    error instanceof EditorError ||
    error instanceof LibraryError ||
    error instanceof ProseError
  )
    return error.code;
  return error instanceof Error ? error.name : typeof error;
}

/** True when the engine or its device, not the request or the model, is what failed: no other model would load. */
export function isEngineTrouble(error: unknown): boolean {
  return ["stopped", "hung", "version", "bad-message", "unavailable", "no-device", "cancelled"].includes(
    findCode(error),
  );
}
