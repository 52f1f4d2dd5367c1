export interface ElementOptions {
  readonly class?: string;
  /** Shown as it is, never read as markup. */
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | string)[];
}

export function buildElement<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  options: ElementOptions = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, options);
  return element;
}

export function buildSvg<K extends keyof SVGElementTagNameMap>(
  document: Document,
  tag: K,
  options: ElementOptions = {},
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, options);
  return element;
}

function fill(element: Element, options: ElementOptions): void {
  if (options.class !== undefined) element.setAttribute("class", options.class);
  for (const [name, value] of Object.entries(options.attributes ?? {})) element.setAttribute(name, value);
  if (options.text !== undefined) element.textContent = options.text;
  if (options.children) element.append(...options.children);
}
