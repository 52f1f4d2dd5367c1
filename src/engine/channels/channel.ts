/** One end of a two-way line of messages, in order. Knows no process: the other end may be in this one. */
export interface Channel {
  /**
   * Sends a structured-cloneable value. On a closed channel it does nothing: `onClose` has told.
   *
   * @throws {DOMException} `DataCloneError` if the value cannot be cloned; nothing is sent then.
   */
  send(message: unknown): void;
  /** Sets who hears messages; before that none is delivered. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, with the reason in words, when the other end is gone; not called after this end's `close()`. */
  onClose(listener: (reason: string) => void): void;
  /** Ends the other side too; no message is delivered after it. */
  close(): void;
}
