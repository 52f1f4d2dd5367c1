const ENDINGS = "es ed d ing er ers or ors ly ally able al ment ion ation ness ity".split(" ");

/** Regular forms that a word may have, itself first. Many are no words: the vocabulary tells. */
export function listForms(base: string): readonly string[] {
  if (base.length < 3) return [base];
  const forms = [base, `${base}s`];
  for (const stem of listStems(base)) for (const ending of ENDINGS) forms.push(stem + ending);
  if (base.endsWith("le")) forms.push(`${base.slice(0, -1)}y`);
  if (/[ea]nt$/.test(base)) forms.push(`${base.slice(0, -1)}ce`, `${base.slice(0, -1)}cy`);
  return forms;
}

/** What {@link listForms} may make a word of, itself among them: more than it does make it of. */
export function listBases(word: string): readonly string[] {
  const bases = new Set([word]);
  for (const ending of ["s", ...ENDINGS]) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    bases.add(stem).add(`${stem}e`).add(stem.slice(0, -1));
    if (stem.endsWith("i")) bases.add(`${stem.slice(0, -1)}y`);
  }
  if (word.endsWith("ly")) bases.add(`${word.slice(0, -1)}e`);
  if (/n(?:ce|cy)$/.test(word)) bases.add(`${word.slice(0, -2)}t`);
  return [...bases];
}

function listStems(base: string): readonly string[] {
  const stems = [base];
  if (base.endsWith("e")) stems.push(base.slice(0, -1));
  if (/(?:^|[^aeiou])y$/.test(base)) stems.push(`${base.slice(0, -1)}i`);
  if (/[aeiou][^aeiouwxy]$/.test(base)) stems.push(base + (base.at(-1) ?? ""));
  return stems;
}
