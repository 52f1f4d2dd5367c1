import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A model that the hub of the tests has. */
export interface HubRepo {
  /** `owner/name`. */
  readonly repo: string;
  /** Its files, by their names. Those over a kilobyte that are no JSON and no text are "large", as Git LFS has them. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** What the model card and config.json say, as the hub's answer has it. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Others get 401. */
  readonly token?: string;
  /** Sizes that the hub says its large files have, where those are others. */
  readonly announced?: Readonly<Record<string, number>>;
  /** What else leads to the commit; "main" does. */
  readonly revisions?: readonly string[];
}

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** "hub", or "store" for the other host, to which large files redirect. */
  readonly host: "hub" | "store";
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** What goes wrong with a request. */
export interface Fault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection is cut when this many bytes of the body went out. */
  readonly cutAfter?: number;
  /** The body stops for good when this many bytes of it went out. */
  readonly hangAfter?: number;
  /** The body goes out in parts of this many bytes, with a millisecond between. */
  readonly partBytes?: number;
  /** Sends all of the file, whatever range was asked for. */
  readonly ignoresRange?: boolean;
  /** Sent instead of the file. */
  readonly body?: Buffer;
  /** The connection is cut before an answer. */
  readonly drop?: boolean;
}

export interface LoopbackHub {
  readonly endpoint: string;
  /** Every request so far. */
  readonly asked: readonly Asked[];
  readonly commit: string;
  /** Says of each request what goes wrong with it. */
  fault: (asked: Asked) => Fault | undefined;
  close(): Promise<void>;
}

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

/**
 * Starts a hub on loopback that answers as huggingface.co does, as far as Cloze asks it. The large files are on another
 * host, `localhost` to its `127.0.0.1`.
 */
export async function startLoopbackHub(repos: readonly HubRepo[]): Promise<LoopbackHub> {
  const asked: Asked[] = [];
  const servers: Server[] = [];
  const hub: { -readonly [K in keyof LoopbackHub]: LoopbackHub[K] } = {
    asked,
    commit: COMMIT,
    fault: () => undefined,
    endpoint: "",
    close,
  };
  const listen = async (host: Asked["host"], address: string): Promise<string> => {
    const server = createServer((request, response) => void answer(host, request, response));
    servers.push(server);
    server.listen(0, address);
    await once(server, "listening");
    return `http://${address}:${(server.address() as AddressInfo).port}`;
  };
  const store = await listen("store", "localhost");
  hub.endpoint = await listen("hub", "127.0.0.1");
  return hub;

  async function answer(host: Asked["host"], request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "/" } = request;
    const { range, authorization } = request.headers;
    const one: Asked = { method, path: url, host, range, authorization };
    asked.push(one);
    const fault = hub.fault(one) ?? {};
    if (fault.drop === true) request.destroy();
    else if (fault.status !== undefined) response.writeHead(fault.status, fault.headers).end();
    else if (url.startsWith("/api/models?")) sendJson(response, search(url));
    else await answerAbout(one, response, fault);
  }

  async function answerAbout(asked: Asked, response: ServerResponse, fault: Fault): Promise<void> {
    const path = new URL(asked.path, "http://hub").pathname;
    const repo = repos.find((each) => path.includes(`/${each.repo}/`));
    const refusal = findRefusal(repo, path, asked);
    // A file may be in a folder.
    const name = decodeURIComponent(/\/(?:resolve|store)\/[^/]+\/(.+)$/.exec(path)?.[1] ?? "");
    const bytes = repo?.files[name];
    if (refusal !== undefined) response.writeHead(refusal.status, { "x-error-code": refusal.code }).end();
    else if (repo === undefined) response.destroy();
    else if (path.startsWith("/api/")) sendJson(response, path.includes("/tree/") ? listTree(repo) : describe(repo));
    else if (bytes === undefined) response.writeHead(404, { "x-error-code": "EntryNotFound" }).end();
    else if (asked.host === "hub" && isLarge(name, bytes)) {
      response.writeHead(302, { location: `${store}/${repo.repo}/store/${COMMIT}/${name}` }).end();
    } else await sendBytes(response, fault.body ?? bytes, asked.range, fault);
  }

  function search(url: string): unknown {
    const query = new URL(url, "http://hub").searchParams;
    const [kind] = query.getAll("filter");
    return repos
      .map(describe)
      .filter(({ id, config }) => id.includes(query.get("search") ?? "") && config?.model_type === kind);
  }

  async function close(): Promise<void> {
    for (const server of servers) {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    }
  }
}

function describe({ repo, facts }: HubRepo) {
  const [owner, name] = repo.split("/");
  const config = { model_type: "bert", architectures: ["BertForPreTraining"] };
  const card = { license: "apache-2.0", language: ["en"] };
  const own = { _id: `${owner}${name}`, id: repo, sha: COMMIT, pipeline_tag: "fill-mask", downloads: 7, likes: 1 };
  const dates = { private: false, gated: false, lastModified: "2024-02-19T11:06:12.000Z" };
  return {
    ...own,
    ...dates,
    config: config as typeof config | null,
    cardData: card,
    tags: ["bert"],
    safetensors: { total: 110 },
    ...facts,
  };
}

function listTree({ files, announced = {} }: HubRepo) {
  return Object.entries(files).map(([path, bytes]) => {
    const oid = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    const entry = { type: "file", path, size: bytes.length, oid };
    if (!isLarge(path, bytes)) return entry;
    const sha = createHash("sha256").update(bytes).digest("hex");
    return {
      ...entry,
      oid: "f".repeat(40),
      lfs: { oid: sha, size: announced[path] ?? bytes.length, pointerSize: 134 },
    };
  });
}

function isLarge(name: string, bytes: Buffer): boolean {
  return bytes.length > 1000 && !/\.(?:json|txt)$/.test(name);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function findRefusal(repo: HubRepo | undefined, path: string, { host, authorization }: Asked) {
  if (repo === undefined) return { status: 401, code: "RepoNotFound" };
  const isAdmitted = repo.token === undefined || authorization === `Bearer ${repo.token}`;
  if (host === "hub" && !isAdmitted) return { status: 401, code: "GatedRepo" };
  const [, revision = ""] = /\/(?:revision|tree|resolve|store)\/([^/]+)/.exec(path) ?? [];
  const revisions = ["main", COMMIT, ...(repo.revisions ?? [])];
  return revisions.includes(decodeURIComponent(revision)) ? undefined : { status: 404, code: "RevisionNotFound" };
}

async function sendBytes(
  response: ServerResponse,
  all: Buffer,
  range: string | undefined,
  fault: Fault,
): Promise<void> {
  const from = fault.ignoresRange === true ? undefined : /^bytes=(\d+)-/.exec(range ?? "")?.[1];
  const bytes = all.subarray(Number(from ?? 0));
  const partial = { "content-range": `bytes ${from}-${all.length - 1}/${all.length}` };
  const headers = { "content-length": bytes.length, ...(from !== undefined && partial) };
  response.writeHead(from === undefined ? 200 : 206, headers);
  const { cutAfter, hangAfter, partBytes } = fault;
  await sendParts(response, bytes.subarray(0, cutAfter ?? hangAfter), partBytes);
  if (hangAfter !== undefined) return;
  if (cutAfter !== undefined && cutAfter < bytes.length) response.socket?.end();
  else response.end();
}

async function sendParts(response: ServerResponse, bytes: Buffer, partBytes: number | undefined): Promise<void> {
  const size = partBytes ?? 65_536;
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    const isTaken = response.write(bytes.subarray(at, at + size));
    if (partBytes !== undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    else if (!isTaken) await waitForRoom(response);
  }
}

function waitForRoom(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      response.off("drain", end).off("close", end);
      resolve();
    };
    response.on("drain", end).on("close", end);
  });
}
