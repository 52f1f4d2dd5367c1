/**
 * Directives whose content is prose. A list of what is not prose would never end: every extension brings directives for
 * code, drawings and data. Sources: docutils, _reStructuredText Directives_; Sphinx, _Directives_; the manuals of the
 * extensions that each group is named for.
 */
const PROSE = listNames(
  // docutils
  "admonition attention caution class compound container danger epigraph error figure highlights hint important",
  "line-block list-table note pull-quote rubric rst-class sidebar table tip topic warning",
  // Sphinx
  "acks centered cssclass deprecated flat-table glossary hlist ifconfig only seealso todo",
  "versionadded versionchanged versionremoved",
  // descriptions of programs, in the default domain
  "attribute class classmethod cmdoption confval data decorator decoratormethod describe directive envvar exception",
  "function macro member method object option property setting staticmethod struct type var variable",
  "audit-event availability cfunction cmacro cmember ctype cvar django-admin django-admin-option fieldlookup",
  "impl-detail opcode pdbcommand templatefilter templatetag",
  // sphinx-tabs, sphinx-design, sphinx-togglebutton
  "accordion aside button-link button-ref card card-carousel collapse content-tabs details div dropdown",
  "grid grid-item grid-item-card group-tab margin marginnote panels sidenote tab tab-item tab-set tabs toggle",
  // theorems and lessons
  "algorithm assumption axiom callout challenge checklist conjecture corollary criterion definition discussion",
  "example exercise instructor-note keypoints lemma objectives observation prereq prerequisites proof property",
  "hands-on practical proposition question questions quote remark solution summary testimonial theorem",
  // blogs and change logs
  "breaking change changelog experimental legacy nbinfo nbwarning news post update",
);
/** "my-note", "versionextended", "autoclass": names that say what they hold. */
const PROSE_NAME =
  /^(?:auto(?!summary|program)|deprecated|version)|(?:^|[-_])(?:admonition|caution|hint|important|note|tip|todo|warning)s?$/;
/** Directives of a domain, such as `cpp:function`, describe something; these only name it. */
const DOMAIN_DIRECTIVE = /:(?!code|example|graph|include)[\w-]+$/;
/** Directives whose first line is prose, and not a name or a path. */
const TITLED = listNames(
  "admonition attention callout card caution centered collapse danger deprecated deprecated-removed details dropdown",
  "error grid-item-card hint important list-table note question rubric seealso sidebar table tip todo topic",
  "versionadded versionchanged versionremoved warning",
);

function listNames(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

/** @param name - In lower case: docutils ignores case. */
export function isProseDirective(name: string): boolean {
  return PROSE.has(name) || TITLED.has(name) || PROSE_NAME.test(name) || DOMAIN_DIRECTIVE.test(name);
}

/** Whether a directive's first line is prose. */
export function isTitledDirective(name: string): boolean {
  return TITLED.has(name) || (PROSE_NAME.test(name) && !name.startsWith("auto"));
}
