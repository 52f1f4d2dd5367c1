/** Words that only make blame louder. Written for Cloze. */
export const INTENSIFIERS = `
really, so, extremely, incredibly, unbelievably, terribly, horribly, awfully, totally, absolutely, utterly, completely, simply, downright, truly, seriously, insanely, ridiculously, painfully, infuriatingly, maddeningly, hopelessly, needlessly, unnecessarily, endlessly, thoroughly, positively, laughably, embarrassingly, woefully, frankly, honestly, literally, sheer, utter, complete, total, absolute, pure, such, very, just, even, ever = -
`;

/** Turns that add scorn and nothing else. Written for Cloze. */
export const EXPLETIVES = `
bloody, damn, damned, goddamn, fucking, freaking, effing, stinking, godforsaken, so-called = -
sadly, unfortunately, regrettably, alas, apparently, obviously, clearly, evidently, of course, naturally, predictably, needless to say, as usual, as always, yet again, again, somehow, supposedly = -
ugh, argh, grr, sigh, oh great, great, wow, oh, hmpf, yuck, eww, meh, seriously, jeez, gosh, god, bah, ouch, lol, wtf, dammit, bloody hell, oh god, my god = -
on earth, in the world, the hell, the heck, in hell, for no reason, for no good reason, for reasons unknown, at all, whatsoever, to say the least, to put it mildly, as hell, if ever i saw it, and it shows, and you know it, once again = -
silently, stubbornly, stupidly, carelessly, sloppily, idiotically, miserably, badly, poorly, blindly, happily, cheerfully, merrily, conveniently, brazenly, shamelessly = -
every single = every
a single = a / one
whole, entire, bare = -
`;

/** Turns by which a statement becomes one of several views. Written for Cloze. */
export const HEDGES = `
is, are, was, were = seems, seem, seemed, seemed
is a, is an = may be a, may be an
it is, it's = it seems
must, have to, has to, had to = should, should, should, needed to
you must, you have to, you need to = please
fails, fail = may fail, may fail
makes, make = can make, can make
`;
