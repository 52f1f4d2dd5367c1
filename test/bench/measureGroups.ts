import { join, resolve } from "node:path";
import { openOnnxRuntime } from "../../src/engine/sessions/onnxRuntime";
import { findCacheFolder } from "../harness/installOnce";
import { type BenchModel, findCheckpoint, prepareModel } from "./benchModel";
import type { Programs } from "./bundlePrograms";
import type { Setting } from "./contenders";
import { drawTexts, type Texts } from "./drawTexts";
import type { EditorFigures } from "./editorFigures";
import { type Installed, installTransformers } from "./installTransformers";
import { type DeviceFigures, measureDevices } from "./measureDevices";
import { measureEditor } from "./measureEditor";
import { type EngineFigures, measureEngine } from "./measureEngine";
import { type LintFigures, measureLint } from "./measureLint";
import { measureLsp } from "./measureLsp";
import { measureModel, type ModelFigures } from "./measureModel";
import { measurePage, type PageFigures } from "./measurePage";
import { measurePanel, type PanelFigures } from "./measurePanel";
import { measurePeakShare, measureTokenizers } from "./measureParts";
import type { Group, Options } from "./readOptions";
import {
  reportDevices,
  reportEditor,
  reportEngine,
  reportLint,
  reportLsp,
  reportModel,
  reportPage,
  reportPanel,
  reportPeakShare,
  reportTokenizers,
} from "./report";
import type { Row } from "./row";

const ROOT = resolve(import.meta.dirname, "../..");
/** What ships, as built. */
const CLI = join(ROOT, "dist", "cli.cjs");
const BUNDLED = {
  engine: join(ROOT, "dist", "engine.cjs"),
  model: join(ROOT, "models", "cloze-small"),
};

/** All that a run found: the rows, and every figure behind them. */
export interface Found {
  readonly rows: readonly Row[];
  readonly models: Readonly<Record<string, ModelFigures>>;
  readonly engine?: EngineFigures;
  readonly lint?: LintFigures;
  readonly editor?: EditorFigures;
  readonly panel?: PanelFigures;
  readonly page?: PageFigures;
  /** Milliseconds from an edit to its mark. */
  readonly lsp?: readonly number[];
  readonly devices?: Readonly<Record<string, DeviceFigures>>;
}

/** What the groups against transformers.js need beside the texts. */
export interface Contest {
  readonly other: Installed;
  readonly models: readonly BenchModel[];
  readonly setting: Setting;
}

/** Makes and fetches what is not in the cache folder yet. */
export async function prepareContest({ models, threads }: Options, programs: Programs): Promise<Contest> {
  const other = await installTransformers();
  const prepared: BenchModel[] = [];
  for (const name of models) prepared.push(await prepareModel(name));
  const cacheFolder = join(findCacheFolder(), "bench-int8");
  return { other, models: prepared, setting: { threads, programs, entry: other.entry, cacheFolder } };
}

type Part = Pick<Found, "rows"> & Partial<Found>;

/** One group after the other. @param contest - If one of the groups needs it. */
export async function measureGroups(options: Options, programs: Programs, contest?: Contest): Promise<Found> {
  const { isQuick } = options;
  const texts = drawTexts();
  const groups: Readonly<Record<Group, () => Promise<Part>>> = {
    models: () => measureModels(texts, contest!),
    parts: async () => ({ rows: await measureParts(texts, contest!) }),
    engine: async () => {
      const engine = await measureEngine(programs.engineOwner, texts, { bundled: BUNDLED, isQuick });
      return { engine, rows: reportEngine(engine) };
    },
    lint: async () => {
      const lint = await measureLint(CLI, texts, { isQuick });
      return { lint, rows: reportLint(lint) };
    },
    editor: async () => {
      const editor = await measureEditor(programs.editorHost, texts, { isQuick });
      return { editor, rows: reportEditor(editor) };
    },
    panel: async () => {
      const panel = await measureLooking(texts, options);
      const page = await measurePage(await selectLooked(options), texts);
      return { panel, page, rows: [...reportPanel(panel), ...reportPage(page)] };
    },
    devices: async () => {
      const devices = await measureAllDevices(options, programs);
      return { devices, rows: reportDevices(devices) };
    },
    lsp: async () => {
      const lsp = await measureLsp({ isQuick });
      return { lsp, rows: reportLsp(lsp) };
    },
  };
  let found: Found = { rows: [], models: {} };
  for (const group of options.groups) {
    process.stderr.write(`${group} …\n`);
    const part = await groups[group]();
    found = { ...found, ...part, rows: [...found.rows, ...part.rows] };
  }
  return found;
}

/** A model of the size of BERT base, or in a hurry the bundled one. */
async function selectLooked({ isQuick }: Options): Promise<string> {
  return isQuick ? BUNDLED.model : findCheckpoint("base");
}

async function measureLooking(texts: Texts, options: Options): Promise<PanelFigures> {
  const cacheFolder = join(findCacheFolder(), "bench-int8");
  return measurePanel(await selectLooked(options), texts, { threads: options.threads, cacheFolder });
}

/** The bundled model, and unless in a hurry one of the size of BERT base. */
async function measureAllDevices({ threads, cudaFolder, isQuick }: Options, programs: Programs) {
  const models = [{ name: "bundled", folder: BUNDLED.model }];
  if (!isQuick) models.push({ name: "base", folder: await findCheckpoint("base") });
  return measureDevices({
    program: programs.device,
    engine: BUNDLED.engine,
    providers: ["wasm", ...(await openOnnxRuntime()).devices.map(({ provider }) => provider)],
    models,
    threads,
    cacheFolder: join(findCacheFolder(), "bench-int8"),
    cudaFolder,
    isQuick,
  });
}

async function measureModels(texts: Texts, { models, setting }: Contest): Promise<Part> {
  const found: Record<string, ModelFigures> = {};
  const rows: Row[] = [];
  for (const model of models) {
    process.stderr.write(`  ${model.name} …\n`);
    const figures = await measureModel(model, texts, setting);
    found[model.name] = figures;
    rows.push(...reportModel(model, figures));
  }
  return { models: found, rows };
}

async function measureParts(texts: Texts, { models, setting }: Contest): Promise<readonly Row[]> {
  const [first, last] = [models[0]!, models.at(-1)!];
  const rows = [reportTokenizers(await measureTokenizers(first, texts, setting))];
  for (const precision of ["fp32", "int8"] as const) {
    rows.push(reportPeakShare(last.name, precision, await measurePeakShare(precision, last, setting)));
  }
  return rows;
}
