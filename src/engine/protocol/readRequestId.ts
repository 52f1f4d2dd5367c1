import { idSchema } from "./messageKinds";

/** The id of the request that a message is about, however malformed the message is; 0 if it has none. */
export function readRequestId(value: unknown): number {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return idSchema.safeParse(id).data ?? 0;
}
