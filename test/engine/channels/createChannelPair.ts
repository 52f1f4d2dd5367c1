import type { Channel } from "../../../src/engine/channels/channel";

/** Returns two ends of a line within this process. As between processes, messages are cloned and arrive later, in order. */
export function createChannelPair(): readonly [Channel, Channel] {
  const a = new End();
  const b = new End();
  a.other = b;
  b.other = a;
  return [a.channel, b.channel];
}

class End {
  other: End | undefined;
  isClosed = false;
  readonly #inbox: unknown[] = [];
  #onMessage: ((message: unknown) => void) | undefined;
  #onClose: ((reason: string) => void) | undefined;

  readonly channel: Channel = {
    send: (message) => {
      const copy: unknown = structuredClone(message);
      if (!this.isClosed) this.other?.deliver(copy);
    },
    onMessage: (listener) => {
      this.#onMessage = listener;
      for (const message of this.#inbox.splice(0)) this.deliver(message);
    },
    onClose: (listener) => {
      this.#onClose = listener;
    },
    close: () => {
      if (this.isClosed) return;
      this.isClosed = true;
      setImmediate(() => this.other?.hearClose());
    },
  };

  deliver(message: unknown): void {
    setImmediate(() => {
      if (this.isClosed) return;
      if (this.#onMessage === undefined) this.#inbox.push(message);
      else this.#onMessage(message);
    });
  }

  hearClose(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#onClose?.("other end closed");
  }
}
