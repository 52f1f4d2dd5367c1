import path from "node:path";
import { JOBS, listJobs } from "../../library/modelJobs";
import { describeJobs } from "../../wording/describeJobs";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { CliContext } from "../cliContext";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";

/** A model on this machine, as it is printed. */
interface Listed {
  /** What `--model` takes. */
  readonly name: string;
  readonly source: "bundled" | "cache" | "folder";
  readonly folder: string;
  /** Of files in the cache. */
  readonly bytes?: number;
  readonly jobs: readonly string[];
  /** Why it cannot be used. */
  readonly lack?: string;
}

/** Runs `cloze model list`. @param folders - Folders of further models. */
export async function listModels(context: CliContext, folders: readonly string[], isJson: boolean): Promise<void> {
  const models = await collect(context, folders);
  if (isJson) return printJson(context.output, models);
  const rows = models.map(({ name, source, bytes, jobs, lack }) => [
    name,
    source,
    bytes === undefined ? "" : formatBytes(bytes),
    lack === undefined ? describeJobs(jobs, JOBS) : `cannot be used: ${lack}`,
  ]);
  await printText(context.output, formatTable([["model", "from", "size", "answers"], ...rows], ["left", "left", "right"]));
}

async function collect({ library, engine, folder: base }: CliContext, folders: readonly string[]): Promise<readonly Listed[]> {
  const cached = await library.listCached();
  const names = cached.map(({ repo, revisions, commit }) =>
    revisions.includes("main") ? repo : `${repo}@${revisions[0] ?? commit}`,
  );
  const found: readonly Omit<Listed, "jobs">[] = [
    ...(await library.list()).map(({ name, folder }) => ({ name, folder, source: "bundled" as const })),
    ...cached.map(({ folder, bytes, lack }, i) => ({
      name: names[i] ?? "",
      folder,
      bytes,
      source: "cache" as const,
      ...(lack !== undefined && { lack }),
    })),
    ...folders.map((name) => ({ name, folder: path.resolve(base, name), source: "folder" as const })),
  ];
  return Promise.all(
    found.map(async (model) => {
      if (model.lack !== undefined) return { ...model, jobs: [] };
      try {
        return { ...model, jobs: listJobs((await engine.request("inspect", { model: model.folder })).has) };
      } catch (error) {
        return { ...model, jobs: [], lack: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}
