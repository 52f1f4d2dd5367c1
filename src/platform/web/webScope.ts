/** What Cloze uses of a browser's workers: its compiler does not know the DOM. */

/** One end of a line to another thread. */
export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBufferLike[]): void;
}

/** The owner's end of the line to a worker. */
export interface WebWorker extends Port {
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
  onmessageerror: (() => void) | null;
  terminate(): void;
}

/** A worker as it sees itself. */
interface WorkerScope extends Port {
  close(): void;
  /** Whether threads can share memory: the page that the worker belongs to is isolated from others. */
  readonly crossOriginIsolated?: boolean;
  readonly navigator: { readonly hardwareConcurrency?: number };
  readonly Worker: new (url: string) => WebWorker;
}

export const webScope = globalThis as unknown as WorkerScope;
