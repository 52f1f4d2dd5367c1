import type { Channel } from "./channel";

/**
 * The forked process's end of the line to its owner.
 *
 * @throws {Error} in a process that was not forked with a line.
 */
export function createParentChannel(): Channel {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error("engine: started without a line to its owner; it is forked, not run by hand");
  return {
    send(message) {
      // A failed write is the owner's end: "disconnect" follows.
      if (process.connected) send(message, undefined, undefined, () => undefined);
    },
    onMessage(listener) {
      process.on("message", listener);
    },
    onClose(listener) {
      process.on("disconnect", () => listener("owner closed the line"));
    },
    close() {
      process.disconnect();
    },
  };
}
