/**
 * Decides where a new article belongs. Pure and synchronous: reads through the port, changes nothing; the owner of the
 * storage applies what is decided. A story is joined by the average over its members, never by one lucky likeness, so
 * that topics do not chain into one story. A newcomer may show that two stories are one, or that an earlier article stands in the
 * wrong one: second thoughts, each taken once.
 */
import { candidates } from './candidates.ts';
import { sharedWords } from './evidence.ts';
import type { Decision, IndexPort, Member, Newcomer, StoryNumber } from './index-port.ts';
import { RELATED_STORIES_MAX } from './limits.ts';
import { FITTED } from './model/fitted.ts';
import { FAR, gather, type Pool, type Story } from './pool.ts';
import { rewordedPassages } from './reworded.ts';
import { JOIN, type Merger, mergers, moves } from './second-thoughts.ts';
import { isCopy, sharedPassages } from './shared.ts';
import { type Model, probability } from './similarity.ts';

/** Log-odds to any one of its members, whenever published, that make a story related. Not below FAR: who is far is not asked. */
const RELATED = FAR;
/** The same, for passages told in other words to be looked for. */
const REWORDED = -1;

/** `model` is another than the fitted one only where models are compared. */
export function decide(newcomer: Newcomer, port: IndexPort, model: Model = FITTED): Decision {
  const near = candidates(newcomer, port);
  const pool = gather(newcomer, near, port, model);
  const home = joins(newcomer, pool);
  const merges = home ? mergers(newcomer, home, pool, port) : [];
  const story = merges.reduce((least, { into }) => Math.min(least, into), home?.story ?? newcomer.article);
  const close = new Set(pool.close);
  const shared = near.flatMap((m) => {
    const copied = sharedPassages(newcomer.profile, m.profile, m.article);
    if (copied.length > 0 || !close.has(m) || pool.timeless(newcomer, m) < REWORDED) return copied;
    return rewordedPassages(newcomer.profile, m.profile, m.article);
  });
  const sharers = new Set(shared.map(({ other }) => other));
  const nearest = home && nearestOf(newcomer, home, pool);
  return {
    story: home && story,
    similarity: home && probability(pool.average([newcomer], home.members) ?? 0),
    nearest: nearest && { article: nearest.article, words: sharedWords(newcomer.profile, nearest.profile, pool.scale) },
    merges: merges.map(({ from }) => ({ from, into: story })),
    moves: moves(newcomer, home, new Set(merges.flatMap(({ from, into }) => [from, into])), pool, port),
    shared,
    copies: near.filter((m) => sharers.has(m.article) && isCopy(newcomer.profile, m.profile)).map((m) => m.article),
    related: related(
      newcomer,
      home,
      merges,
      near.filter((m) => close.has(m) || sharers.has(m.article)),
      sharers,
      pool,
    ),
  };
}

function joins(newcomer: Newcomer, pool: Pool): Story | undefined {
  let best: Story | undefined;
  let most = JOIN;
  for (const story of pool.stories) {
    const average = pool.average([newcomer], story.members, most);
    if (average !== undefined && average >= most) {
      best = story;
      most = average;
    }
  }
  return best;
}

function nearestOf(newcomer: Newcomer, home: Story, pool: Pool): Member | undefined {
  let best: Member | undefined;
  for (const member of home.members) {
    if (best === undefined || pool.link(newcomer, member) > pool.link(newcomer, best)) best = member;
  }
  return best;
}

function related(
  newcomer: Newcomer,
  home: Story | undefined,
  merges: readonly Merger[],
  near: readonly Member[],
  copied: ReadonlySet<number>,
  pool: Pool,
): StoryNumber[] {
  const one = new Set(merges.flatMap(({ from, into }) => [from, into]));
  if (home) one.add(home.story);
  const likeness = new Map<StoryNumber, number>();
  for (const member of near) {
    const odds = pool.timeless(newcomer, member);
    if (one.has(member.story) || (odds < RELATED && !copied.has(member.article))) continue;
    likeness.set(member.story, Math.max(likeness.get(member.story) ?? odds, odds));
  }
  return [...likeness]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, RELATED_STORIES_MAX)
    .map(([story]) => story);
}
