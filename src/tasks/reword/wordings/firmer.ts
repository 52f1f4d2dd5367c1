/** Turns that take back what is said, and what is left without them. Written for Cloze. */
export const FIRMER = `
maybe, perhaps, possibly, probably, presumably, hopefully, somewhat, a bit, a little, a little bit, kind of, sort of, rather, quite, fairly, pretty much, more or less, basically, essentially, just, i think, i think that, i believe, i believe that, i feel that, i guess, i guess that, i suppose, in my opinion, in my view, it seems that, it seems like, it looks like, it appears that, it might be that, if possible, if you like, as far as i can tell, as far as i know, arguably, generally, normally, usually, to some extent, in some ways = -
should probably, ought to, should, might want to, may want to, could perhaps, would do well to, are encouraged to, are advised to, are expected to = must
is encouraged to, is advised to, is expected to, is supposed to = must
might, may, could = will / can
seems to be, appears to be, seems, appears, may be, might be, could be, can be = is
seem to be, appear to be, seem, appear = are
seemed to be, appeared to be, seemed = was
seems to, appears to, tends to = -
would like to, would love to, hope to, plan to, intend to, try to, want to = will
we would like you to, we would appreciate it if you would, it would be great if you could, it would be nice if you could, would you mind, could you please, can you please, could you, would you, can you, would you please, if you could please, feel free to = please
we recommend that you, we suggest that you, we recommend you, it is recommended that you, it is recommended to, it is advisable to, you might want to, you may want to, you could, you can, you should, you might, you should probably = you must
it is a good idea to, it might be a good idea to, it may be worth, it is worth, consider, please consider = -
i would suggest, we would suggest, i would recommend, we would recommend, i'd suggest, i'd recommend = use
some kind of, some sort of = a
`;
