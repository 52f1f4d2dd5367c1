/** Of Node's `path` what Cloze and its libraries use, for paths with slashes. Bundles for browsers take it for `node:path`. */

export const sep = "/";
export const delimiter = ":";

export function isAbsolute(path: string): boolean {
  return path.startsWith(sep);
}

/** Without "." and empty parts, and with ".." undone. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(sep)) {
    if (part === "" || part === ".") continue;
    const last = parts.at(-1);
    if (part !== "..") parts.push(part);
    else if (last !== undefined && last !== "..") parts.pop();
    else if (!isAbsolute(path)) parts.push(part);
  }
  if (isAbsolute(path)) parts.unshift("");
  else if (parts.length === 0) parts.push(".");
  if (path.endsWith(sep)) parts.push("");
  const all = parts.join(sep);
  return /^\/*$/.test(all) ? sep : all;
}

export function join(...parts: readonly string[]): string {
  return normalize(parts.filter((part) => part !== "").join(sep));
}

/** From "/", since a browser has no working directory. */
export function resolve(...parts: readonly string[]): string {
  const from = parts.findLastIndex(isAbsolute);
  const path = normalize([sep, ...parts.slice(Math.max(0, from))].join(sep));
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}

export function basename(path: string, ending = ""): string {
  const name = trim(path).split(sep).at(-1) ?? "";
  return name !== ending && name.endsWith(ending) ? name.slice(0, name.length - ending.length) : name;
}

export function dirname(path: string): string {
  const trimmed = trim(path);
  const end = trimmed.lastIndexOf(sep);
  if (end > 0) return trimmed.slice(0, end);
  return isAbsolute(path) ? sep : ".";
}

export function extname(path: string): string {
  const name = basename(path);
  return name === ".." ? "" : (/.(\.[^.]*)$/.exec(name)?.[1] ?? "");
}

export function relative(from: string, to: string): string {
  const [one, other] = [split(from), split(to)];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return [...one.slice(same).map(() => ".."), ...other.slice(same)].join(sep);
}

function split(path: string): readonly string[] {
  return resolve(path).split(sep).filter(Boolean);
}

function trim(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === sep) end -= 1;
  return path.slice(0, end);
}

export const posix = { sep, delimiter, isAbsolute, normalize, join, resolve, basename, dirname, extname, relative };
export default { ...posix, posix };
