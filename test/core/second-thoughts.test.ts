import { describe, expect, it } from 'vitest';
import { noCounts } from '../../src/core/counts.ts';
import type { IndexPort, Member } from '../../src/core/index-port.ts';
import type { Pool } from '../../src/core/pool.ts';
import { scale } from '../../src/core/scale.ts';
import { JOIN, LEAVE_MARGIN, MOVE_MARGIN, moves } from '../../src/core/second-thoughts.ts';
import { article } from './newsroom.ts';

const TEXT = { title: 'افتتاح معرض الكتاب' };
const APART: Pick<IndexPort, 'apart'> = { apart: () => false };

function member(number: number, story: number, with_: Partial<Member> = {}): Member {
  return { ...article(number, `outlet-${number}`, TEXT), story, pinned: false, moved: false, ...with_ };
}

/** A neighbourhood in which `odds` says how two articles go together, whenever they came; `late` is added for the time between. */
function pool(members: readonly Member[], odds: Readonly<Record<string, number>>, late = 0): Pool {
  const timeless: Pool['timeless'] = (a, b) =>
    odds[`${Math.min(a.article, b.article)} ${Math.max(a.article, b.article)}`] ?? 3;
  const mean = (ones: readonly Member[], others: readonly Member[], add: number): number | undefined => {
    const links = ones.flatMap((a) => others.filter((b) => a.article !== b.article).map((b) => timeless(a, b) + add));
    return links.length > 0 ? links.reduce((sum, link) => sum + link, 0) / links.length : undefined;
  };
  const stories = [...Map.groupBy(members, ({ story }) => story)].map(([story, all]) => ({ story, members: all }));
  return {
    scale: scale(noCounts()),
    stories,
    close: members,
    timeless,
    link: (a, b) => timeless(a, b) + late,
    average: (ones, others) => mean(ones as Member[], others as Member[], late),
    timelessAverage: (ones, others) => mean(ones as Member[], others as Member[], 0),
  };
}

function secondThoughts(members: readonly Member[], odds: Readonly<Record<string, number>>, late = 0) {
  const found = pool(members, odds, late);
  return moves(article(9, 'outlet-9', TEXT), undefined, new Set(), found, APART as IndexPort);
}

describe('an earlier article', () => {
  const unlike = JOIN - LEAVE_MARGIN - 0.1;
  it('leaves a story that it does not suit, to stand alone', () => {
    const odds = { '1 3': unlike, '2 3': unlike };
    expect(secondThoughts([member(1, 1), member(2, 1), member(3, 1)], odds)).toEqual([{ article: 3, to: undefined }]);
  });

  it('stays when it suits it a little too little', () => {
    const odds = { '1 3': unlike + 0.2, '2 3': unlike + 0.2 };
    expect(secondThoughts([member(1, 1), member(2, 1), member(3, 1)], odds)).toEqual([]);
  });

  it('rather goes where it suits better', () => {
    const odds = { '1 3': unlike, '2 3': unlike, '3 4': unlike + MOVE_MARGIN + 0.2, '1 4': -5, '2 4': -5 };
    expect(secondThoughts([member(1, 1), member(2, 1), member(3, 1), member(4, 4)], odds)).toEqual([
      { article: 3, to: 4 },
    ]);
  });

  it('does not leave for the days that a story goes on', () => {
    expect(secondThoughts([member(1, 1), member(2, 1), member(3, 1)], {}, -30)).toEqual([]);
  });

  it.each([
    ['an editor placed it', { pinned: true }],
    ['it was moved before', { moved: true }],
  ])('stays where it is when %s', (_, with_) => {
    const odds = { '1 3': unlike, '2 3': unlike };
    expect(secondThoughts([member(1, 1), member(2, 1), member(3, 1, with_)], odds)).toEqual([]);
  });

  it('stays in the story that it founded', () => {
    const odds = { '1 2': unlike, '1 3': unlike };
    expect(secondThoughts([member(1, 1), member(2, 1, { moved: true }), member(3, 1, { moved: true })], odds)).toEqual(
      [],
    );
  });
});
