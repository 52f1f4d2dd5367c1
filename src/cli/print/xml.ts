/**
 * Text for an element or an attribute between double quotes. What XML 1.0 forbids (2.2, `Char`) becomes U+FFFD: controls,
 * halves of surrogate pairs, U+FFFE and U+FFFF. Line ends and all that acts on a terminal are written as references, so that
 * a reader gets them back; so is the "#" of a host's command, "##[error]".
 */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(SPECIAL, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}

// eslint-disable-next-line no-control-regex -- These are what XML forbids.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const SPECIAL = /[&<>"'\t\n\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|#(?=#\w*\[)/gu;

/** `<name a="1" b="2">`, escaped. An attribute that is `undefined` is left out. */
export function openElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  return `<${name}${written.join("")}>`;
}

/** `<name a="1"/>`, escaped. */
export function writeElement(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  return openElement(name, attributes).replace(/>$/, "/>");
}
