import "./language/worker/speakAsStarter";
import { webScope } from "./platform/web/webScope";
import { createProseFinder } from "./prose/findProse";
import type { ProseQuestion } from "./prose/proseReader";

/** The worker of a browser that finds the sentences of documents. */
const find = createProseFinder((answer, transfer) => webScope.postMessage(answer, transfer));
webScope.onmessage = ({ data }) => find(data as ProseQuestion);
