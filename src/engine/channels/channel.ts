/** One end of a two-way line that delivers messages in order. The other end may be in another process or in this one. */
export interface Channel {
  /**
   * Sends a structured-cloneable value. On a closed channel it does nothing: `onClose` was called.
   *
   * @throws {DOMException} `DataCloneError` if the value cannot be cloned. Nothing is sent then.
   */
  send(message: unknown): void;
  /** Sets the listener for messages. None is delivered before that. */
  onMessage(listener: (message: unknown) => void): void;
  /** Sets the listener for the end of the other side. It is called once, with the reason in words, unless this end closed. */
  onClose(listener: (reason: string) => void): void;
  /** Ends the other side too. Neither listener is called afterwards. */
  close(): void;
}
