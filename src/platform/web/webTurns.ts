import type { Port } from "./webScope";

/** In the order in which they were asked for. */
const waiting: (() => void)[] = [];
// A timer of 0 ms would wait 4 ms once several follow each other; a message comes as soon as what came before is done.
let line: Port | undefined;

/** Resolves when the messages that have come so far were heard. */
export function setImmediate(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    (line ??= openLine()).postMessage(undefined);
  });
}

function openLine(): Port {
  const { port1, port2 } = new MessageChannel();
  (port1 as unknown as Port).onmessage = () => waiting.shift()?.();
  return port2 as unknown as Port;
}

/** @param ms - Milliseconds. */
export function setTimeout(ms: number): Promise<void> {
  return new Promise((resolve) => {
    globalThis.setTimeout(resolve, ms);
  });
}

/** A page does not wait for its timers. */
export function unref(): void {
  return undefined;
}
