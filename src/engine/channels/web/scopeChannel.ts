import { webScope } from "../../../platform/web/webScope";
import type { Channel } from "../channel";

/** A worker's own end of the line to its owner, who ends it: so `onClose` is never called. */
export function createScopeChannel(): Channel {
  return {
    send: (message) => webScope.postMessage(message),
    onMessage: (listener) => {
      webScope.onmessage = ({ data }) => listener(data);
    },
    onClose: () => undefined,
    close: () => webScope.close(),
  };
}
