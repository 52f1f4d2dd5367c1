import type { Channel } from "./channel";

/**
 * Returns the forked process's end of the line to its owner. When the line ends, so does the process: nobody else would
 * end it.
 *
 * @throws {Error} when the process was not forked with a line.
 */
export function createParentChannel(): Channel {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error("engine: started without a line to its owner; it is forked, not run by hand");
  let tell: ((reason: string) => void) | undefined;
  process.on("disconnect", () => {
    // eslint-disable-next-line language/untranslated -- the process ends at once
    tell?.("owner closed the line");
    process.exit();
  });
  // Ctrl-C reaches every process of a terminal, but this one ends when its owner does.
  process.on("SIGINT", () => undefined);
  return {
    send(message) {
      // A write fails when the owner has ended: "disconnect" follows.
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
