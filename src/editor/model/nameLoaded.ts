/** What is known of a loaded model. */
interface Loaded {
  readonly folder: string;
  readonly name: string;
  readonly device: string;
}

/**
 * The models that answer, and where, in as few words as say it: "cloze-small · CPU", "bert, sst2 · CPU".
 *
 * @param infos - Of each purpose; `undefined` before its model was loaded.
 * @param place - Said in place of the devices, if nothing runs.
 * @returns `undefined` if none was loaded.
 */
export function nameLoaded(infos: readonly (Loaded | undefined)[], place?: string): string | undefined {
  const loaded = new Map(infos.flatMap((info) => (info ? [[info.folder, info]] : [])));
  if (loaded.size === 0) return undefined;
  const list = (read: (info: Loaded) => string) => [...new Set([...loaded.values()].map(read))].join(", ");
  return `${list(({ name }) => name)} · ${place ?? list(({ device }) => device)}`;
}
