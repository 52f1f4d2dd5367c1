import "./language/worker/speakAsStarter";
import { createScopeChannel } from "./engine/channels/web/scopeChannel";
import type { WebEngineFiles } from "./engine/channels/web/webEngineFiles";
import { createHeldModel } from "./engine/model/held/heldModel";
import { parseWords } from "./engine/serve/parseWords";
import { serveEngine } from "./engine/serve/serveEngine";
import { createWebHandlers } from "./engine/serve/webHandlers";
import { openWebRuntime } from "./engine/sessions/webRuntime";
import { findHeld, holdFiles } from "./platform/web/heldFiles";
import { inflateText } from "./platform/web/inflateText";
import { webScope } from "./platform/web/webScope";
import { parseSlipTables, type SlipTables } from "./tasks/slips/candidates/slipTables";

/** As many as the engine of a desktop has. */
const MOST_THREADS = 4;

/** Entry of the engine in a browser, a worker of its own. The first message holds all that it reads; requests follow. */
webScope.onmessage = ({ data }) => serve(data as WebEngineFiles);

function serve({ modelFolder, model, words, slips, wasm, mjs, threads = countThreads() }: WebEngineFiles): void {
  holdFiles(modelFolder, model);
  const address = URL.createObjectURL(new Blob([mjs], { type: "text/javascript" }));
  const runtime = openWebRuntime({ mjs: address, wasm: wasm.buffer as ArrayBuffer, findFile: findHeld, threads });
  let lists: ReturnType<typeof openLists> | undefined;
  const openLists = async () => ({
    words: parseWords(await inflateText(words)),
    tables: parseSlipTables(JSON.parse(new TextDecoder().decode(slips)) as Record<keyof SlipTables, string>),
  });
  const handlers = createWebHandlers(
    (folder) => createHeldModel(folder, { runtime, threads }),
    () => (lists ??= openLists()),
  );
  serveEngine(createScopeChannel(), handlers);
}

/** Threads share memory only in a page that is isolated from others. The editor needs the rest of the processor. */
function countThreads(): number {
  if (webScope.crossOriginIsolated !== true) return 1;
  return Math.max(1, Math.min(MOST_THREADS, Math.floor((webScope.navigator.hardwareConcurrency ?? 2) / 2)));
}
