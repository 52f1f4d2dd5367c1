/**
 * Words that turn a sentence of software around when one stands for the other. Written for Cloze, from the words that
 * documentation puts side by side: settings and their values, orders, directions, ends of scales. Each pair in its base
 * form; `isOpposite` knows their regular forms.
 */
// eslint-disable-next-line language/untranslated -- words of what is read
export const ANTONYMS = `
enable disable, allow deny, allow forbid, allow prevent, allow block, permit deny, permit forbid, accept reject,
accept refuse, grant deny, grant revoke, increase decrease, increase reduce, raise lower, grow shrink, expand collapse,
add remove, insert delete, create delete, create destroy, create remove, include exclude, show hide, open close,
lock unlock, start stop, begin end, begin finish, start finish, start end, connect disconnect, attach detach,
install uninstall, load unload, mount unmount, push pull, push pop, send receive, read write, import export,
encode decode, encrypt decrypt, compress decompress, pack unpack, save discard, keep drop, keep remove, keep delete,
acquire release, allocate free, pass fail, succeed fail, win lose, gain lose, find lose, remember forget, agree disagree,
like dislike, love hate, support oppose, help hinder, improve worsen, fix break, repair break, build destroy,
build break, upgrade downgrade, commit revert, merge split, join leave, enter exit, enter leave, arrive leave,
before after, always never, on off, in out, up down, above below, over under, left right, first last, next previous,
early late, earlier later, old new, older newer, min max, minimum maximum, least most, less more, fewer more, few many,
some none, all none, none any, everything nothing, everyone nobody, everybody nobody, everywhere nowhere, with without,
to from, into out, inside outside, internal external, input output, source target, source destination, client server,
parent child, ancestor descendant, public private, local remote, local global, static dynamic, sync async,
synchronous asynchronous, required optional, mandatory optional, manual automatic, manually automatically, true false,
yes no, high low, higher lower, big small, bigger smaller, large small, larger smaller, long short, longer shorter,
deep shallow, wide narrow, thick thin, heavy light, fast slow, faster slower, quick slow, quickly slowly, hot cold,
hard easy, hard soft, difficult easy, simple complex, simple complicated, easy complicated, hard simple,
difficult simple, good bad, good poor, good terrible, good awful, great terrible, great bad, great poor, great awful,
better worse, best worst, well badly, well poorly, right wrong, correct wrong, correct incorrect, correct false, safe dangerous,
safe risky, safe unsafe, clean dirty, clear unclear, clear confusing, clear vague, full empty, whole partial,
complete partial, same different, similar different, equal different, positive negative, active passive, active idle,
strong weak, loud quiet, bright dark, rich poor, cheap expensive, cheap costly, free paid, present absent,
present missing, visible hidden, useful useless, useful pointless, helpful useless, valuable worthless, pleasant annoying,
beautiful ugly, polite rude, kind cruel, honest dishonest, clever stupid, smart stupid, careful careless, reliable flaky,
stable flaky, stable unstable, common rare, often rarely, usually rarely, frequently rarely, frequent rare, known unknown,
ascending descending, forward backward, forwards backwards, horizontal vertical, head tail, top bottom, front back,
north south, east west, success failure, advantage disadvantage, benefit drawback, benefit harm, profit loss, gain loss,
strength weakness, virtue fault, virtue flaw, truth lie, hope despair, must may, must can, shall may, should may,
require allow, require forbid, and or, if unless, both neither, either neither, buy sell, borrow lend, ask answer,
teach learn, question answer, problem solution, cause effect, cause prevent, trust distrust, approve reject,
approve disapprove, praise blame, thank blame, respect insult, respect despise, welcome reject, follow precede,
follow lead, precede succeed, remain leave, stay leave, live die, kill start, freeze thaw, freeze run, work fail,
work break, work crash, run crash, run stop, continue stop, resume pause, continue quit, retry skip
`;
