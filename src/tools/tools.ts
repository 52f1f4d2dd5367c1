import { fillTool } from "./fillTool";
import { lintTool } from "./lintTool";
import { pairTool } from "./pairTool";
import { similarTool } from "./similarTool";
import { tokensTool } from "./tokensTool";
import { toneTool } from "./toneTool";
import type { Tool } from "./tool";

/** Every tool, in the order in which agents see them. */
export const TOOLS = {
  fill: fillTool,
  pair: pairTool,
  tone: toneTool,
  lint: lintTool,
  similar: similarTool,
  tokens: tokensTool,
} as const;
export type ToolName = keyof typeof TOOLS;

/** @returns `undefined` for the name of no tool. */
export function findTool(name: string): Tool | undefined {
  return Object.hasOwn(TOOLS, name) ? TOOLS[name as ToolName] : undefined;
}
