import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What becomes of an answer on its way. */
export interface Fault {
  /** The server is asked only after this. */
  readonly after?: Promise<unknown>;
  /** It comes so much later. */
  readonly delayMs?: number;
  /** Sent instead, and the server is not asked. */
  readonly status?: number;
  readonly body?: string;
  /** Changes what the server answered. */
  readonly change?: (answer: ServedAnswer) => unknown;
}

export interface ServedAnswer {
  readonly outputs: readonly { readonly data: readonly number[] }[];
}

export interface FaultyProxy {
  readonly port: number;
  /** Sequences that the server computed and that were handed on. */
  readonly answered: number;
  /** Says of request for inference number `count`, from 1, what goes wrong with it. */
  fault: (count: number) => Fault | undefined;
  /** Forgets what was counted, and lets nothing go wrong. */
  reset(): void;
  close(): void;
}

/** Stands between Cloze and a server on this machine. What the server refuses or cuts, it cuts. */
export async function openFaultyProxy(serverPort: number): Promise<FaultyProxy> {
  let count = 0;
  let answered = 0;
  const proxy = {
    port: 0,
    get answered() {
      return answered;
    },
    fault: (): Fault | undefined => undefined,
    reset: () => {
      count = answered = 0;
      proxy.fault = () => undefined;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const server = createServer((request, response) => {
    const isInference = request.url?.endsWith("/infer") === true;
    const {
      after,
      delayMs = 0,
      status,
      body,
      change,
    } = (isInference ? (proxy as FaultyProxy).fault(++count) : undefined) ?? {};
    const pass = async () => {
      const sent = await buffer(request);
      if (status !== undefined || body !== undefined) return response.writeHead(status ?? 200).end(body);
      await after;
      const { method, url: path } = request;
      // What is changed is to be read here: not compressed.
      const headers = { ...request.headers, ...(change && { "accept-encoding": "identity" }) };
      const asked = ask({ host: "127.0.0.1", port: serverPort, method, path, headers });
      asked.end(sent);
      const [answer] = (await once(asked, "response")) as [typeof request];
      const found = await buffer(answer);
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      const text = change ? JSON.stringify(change(JSON.parse(found.toString()) as ServedAnswer)) : found;
      if (isInference && answer.statusCode === 200 && !change) answered += readSequences(sent);
      const { "content-encoding": encoding } = answer.headers;
      return response.writeHead(answer.statusCode!, encoding ? { "content-encoding": encoding } : {}).end(text);
    };
    pass().catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy.port = (server.address() as AddressInfo).port;
  return proxy;
}

function readSequences(body: Buffer): number {
  const { inputs } = JSON.parse(body.toString()) as { inputs: readonly { readonly shape: readonly number[] }[] };
  return inputs[0]!.shape[0]!;
}
