function listWords(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

/** Abbreviations, in lower case, whose stop never ends a sentence. */
export const ALWAYS_BEFORE_MORE = listWords(
  "e.g i.e eg ie cf vs viz mr mrs ms messrs mx mme mlle dr prof rev hon capt cmdr sgt cpl maj adm gov sen pres",
  "resp approx ca fig figs eq eqs eqn eqns esp incl",
);

/** Abbreviations that end a sentence only before a word that often starts one: "Lt. Smith", and "It is 5 ft. The door". */
export const MOSTLY_BEFORE_MORE = listWords("st mt ft gen col lt rep tab");

/** Abbreviations whose stop does not end a sentence before a number, as in "No. 5", "vol. IX" and "ed. (2009)". */
export const BEFORE_NUMBER = listWords(
  "no nos nr sec secs sect sects subsec ch chs chap chaps vol vols bk bks p pp l ll ln n nn fn art arts par para paras",
  "pt pts ver v rev ed eds app apps line col cl sched reg ex exs thm lem prop cor def alg ref refs item ser sc",
  "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
  "max min avg est c b d r fl ext tel temp qty al",
);

/** Abbreviations whose stop does not end a sentence before a bracket, whatever is in it: "Tan et al. (in press)". */
export const BEFORE_BRACKET = listWords("al ed eds trans vol vols bk ch chap pp sect cit");

/** Abbreviations behind which "I" is a number. Behind others it is a person: "Wait a sec. I come." */
export const BEFORE_FIRST = listWords("vol vols bk bks ch chap pt");

/** Units that are also other abbreviations: "5 min. 3 people left" is two sentences, "min. 3 people" is part of one. */
export const UNITS = listWords("min sec");
