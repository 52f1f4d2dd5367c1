import { cutText } from "../../wording/cutText";
import type { HubModel } from "./hubModel";

type Facts = Pick<HubModel, "license" | "languages" | "task" | "kind" | "architectures">;
const MOST = 20;

/** What the hub's answer says of a model beside its files. Whatever is not as expected is left out. */
export function readFacts(info: object): Facts {
  const fields = info as Readonly<Record<string, unknown>>;
  const card = asFields(fields["cardData"]);
  const config = asFields(fields["config"]);
  return {
    license: listTexts(card["license"])[0] ?? findTag(fields["tags"], "license:"),
    languages: listTexts(card["language"]),
    task: listTexts(fields["task"])[0],
    kind: listTexts(config["model_type"])[0],
    architectures: listTexts(config["architectures"]),
  };
}

function findTag(tags: unknown, start: string): string | undefined {
  return listTexts(tags, Infinity)
    .find((tag) => tag.startsWith(start))
    ?.slice(start.length);
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** One text or several. */
function listTexts(value: unknown, most = MOST): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((each) => typeof each === "string")
    .slice(0, most)
    .map((text) => cutText(text, 80));
}
