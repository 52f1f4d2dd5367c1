/** British spelling and what American spelling has in its place. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)our(?!$|s$)|(?<=...)our(?=s?$)/g, "or"],
  [/(?<=...)is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/g, "iz"],
  [/(?<=...)ys(?=(?:e|ed|es|er|ing)$)/g, "yz"],
  [/(?<=...)ll(?=(?:ed|ing|er|ers|or|ors)$)/g, "l"],
  [/(?<=..)re(?=s?$)/g, "er"],
  [/(?<=...)ogue(?=s?$)/g, "og"],
  [/(?<=...)ence(?=s?$)/g, "ense"],
  [/mme(?=s?$)/g, "m"],
];

/** How a British spelling would be written in American: neither is a slip. Most words have none, and most of these are no words. */
export function listVariants(word: string): readonly string[] {
  return VARIANTS.map(([british, american]) => word.replace(british, american)).filter((variant) => variant !== word);
}
