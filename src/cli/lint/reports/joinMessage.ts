import type { FileFinding } from "../placeFindings";

/** The message, with the words that the finding rests on if they were asked for. */
export function joinMessage({ message, why }: Pick<FileFinding, "message" | "why">): string {
  return why === undefined ? message : `${message} ${why.message}`;
}
