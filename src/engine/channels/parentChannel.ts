import type { Channel } from "./channel";

/**
 * The forked process's end of the line to its owner. The process ends when the line does: nobody else would end it.
 *
 * @throws {Error} in a process that was not forked with a line.
 */
export function createParentChannel(): Channel {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error("engine: started without a line to its owner; it is forked, not run by hand");
  let tell: ((reason: string) => void) | undefined;
  process.on("disconnect", () => {
    tell?.("owner closed the line");
    process.exit();
  });
  // Ctrl-C reaches every process of a terminal; this one ends when its owner does.
  process.on("SIGINT", () => undefined);
  return {
    send(message) {
      // A failed write is the owner's end: "disconnect" follows.
      if (process.connected) send(message, undefined, undefined, () => undefined);
    },
    onMessage(listener) {
      process.on("message", listener);
    },
    onClose(listener) {
      tell = listener;
    },
    close() {
      process.disconnect();
    },
  };
}
