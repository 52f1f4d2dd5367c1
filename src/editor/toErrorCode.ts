import { EngineError } from "../engine/protocol/engineError";
import { isLibraryError } from "../library/libraryError";
import { ProjectFileError } from "../lint/projectFile/projectFileError";
import { ProseError } from "../prose/proseError";
import { EditorError } from "./editorError";

/** For the log: the code of one of Cloze's own errors, or the class of any other. */
export function toErrorCode(error: unknown): string {
  if (
    error instanceof EngineError ||
    error instanceof EditorError ||
    isLibraryError(error) ||
    error instanceof ProjectFileError ||
    error instanceof ProseError
  )
    return error.code;
  return error instanceof Error ? error.name : typeof error;
}

/** True when the engine or its device failed, not the request or the model: no other model would load either. */
export function isEngineTrouble(error: unknown): boolean {
  return ["stopped", "hung", "version", "bad-message", "unavailable", "no-device", "cancelled"].includes(
    toErrorCode(error),
  );
}
