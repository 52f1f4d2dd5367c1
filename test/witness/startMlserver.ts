import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { endGroup } from "../harness/endGroup";

/** What MLServer listens on, each on this machine alone. */
export interface MlserverPorts {
  readonly http: number;
  readonly grpc: number;
  readonly metrics: number;
}

export interface Mlserver {
  /** Resolves when its model answers. @throws {Error} with what it said, if it ends before. */
  readonly ready: Promise<void>;
  /** At once, as a machine that loses its power. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

export async function findMlserverPorts(): Promise<MlserverPorts> {
  // All open at once, so that they differ.
  const servers = [createServer(), createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ports.push((server.address() as AddressInfo).port);
  }
  for (const server of servers) server.close();
  return { http: ports[0]!, grpc: ports[1]!, metrics: ports[2]! };
}

/**
 * Starts MLServer with two workers.
 *
 * @param python - One that has the packages of mlserver.txt.
 * @param folder - What `cloze model export --for mlserver` wrote.
 */
export function startMlserver(
  python: string,
  folder: string,
  { ports, model }: { readonly ports: MlserverPorts; readonly model: string },
): Mlserver {
  const child = spawn(python, ["-c", "from mlserver.cli import main; main()", "start", folder], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    // It keeps figures in a folder of its own, where it is started.
    cwd: folder,
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: "1",
      MLSERVER_PARALLEL_WORKERS: "2",
      MLSERVER_HOST: "127.0.0.1",
      MLSERVER_HTTP_PORT: String(ports.http),
      MLSERVER_GRPC_PORT: String(ports.grpc),
      MLSERVER_METRICS_PORT: String(ports.metrics),
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (said = (said + data.toString()).slice(-4000)));
  const ready = waitUntilReady(child, `http://127.0.0.1:${ports.http}/v2/models/${model}/ready`, () => said);
  // Who ends it before does not wait for it.
  ready.catch(() => undefined);
  return {
    ready,
    kill: async () => {
      const gone = once(child, "exit");
      process.kill(-child.pid!, "SIGKILL");
      await gone;
    },
    end: () => endGroup(child),
  };
}

async function waitUntilReady(child: ChildProcess, url: string, said: () => string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const isReady = await fetch(url).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`MLServer ended before it was ready:\n${said()}`);
}
