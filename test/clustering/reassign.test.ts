import { describe, expect, it } from 'vitest';
import { emptySketch } from '../../src/clustering/document-frequency.ts';
import type { IndexPort, Member } from '../../src/clustering/index-port.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import type { Neighbourhood } from '../../src/clustering/neighbourhood.ts';
import { movesNear } from '../../src/clustering/reassign.ts';
import { JOIN_THRESHOLD, LEAVE_MARGIN, MOVE_MARGIN } from '../../src/clustering/thresholds.ts';
import { article } from './newsroom.ts';

const TEXT = { title: 'افتتاح معرض الكتاب' };
const APART: Pick<IndexPort, 'apart'> = { apart: () => false };

function member(number: number, story: number, with_: Partial<Member> = {}): Member {
  return { ...article(number, `outlet-${number}`, TEXT), story, pinned: false, moved: false, lookAlikes: 0, ...with_ };
}

/** A neighbourhood with the log-odds of pairs given, ignoring time; `late` is added for the time between two articles. */
function neighbourhood(members: readonly Member[], odds: Readonly<Record<string, number>>, late = 0): Neighbourhood {
  const ignoringTime: Neighbourhood['logOdds'] = (a, b) =>
    odds[`${Math.min(a.article, b.article)} ${Math.max(a.article, b.article)}`] ?? 3;
  const mean = (ones: readonly Member[], others: readonly Member[], add: number): number | undefined => {
    const links = ones.flatMap((a) =>
      others.filter((b) => a.article !== b.article).map((b) => ignoringTime(a, b) + add),
    );
    return links.length > 0 ? links.reduce((sum, link) => sum + link, 0) / links.length : undefined;
  };
  const stories = [...Map.groupBy(members, ({ story }) => story)].map(([story, all]) => ({ story, members: all }));
  return {
    weights: weighting(emptySketch()),
    stories,
    close: members,
    logOddsIgnoringTime: ignoringTime,
    logOdds: (a, b) => ignoringTime(a, b) + late,
    average: (ones, others) => mean(ones as Member[], others as Member[], late),
    averageIgnoringTime: (ones, others) => mean(ones as Member[], others as Member[], 0),
  };
}

function moves(members: readonly Member[], odds: Readonly<Record<string, number>>, late = 0) {
  const near = neighbourhood(members, odds, late);
  return movesNear(article(9, 'outlet-9', TEXT), undefined, new Set(), near, APART as IndexPort);
}

describe('an earlier article', () => {
  const unlike = JOIN_THRESHOLD - LEAVE_MARGIN - 0.1;
  it('leaves a story that it does not fit, to stand alone', () => {
    const odds = { '1 3': unlike, '2 3': unlike };
    expect(moves([member(1, 1), member(2, 1), member(3, 1)], odds)).toEqual([{ article: 3, to: undefined }]);
  });

  it('stays when its average is within the margin', () => {
    const odds = { '1 3': unlike + 0.2, '2 3': unlike + 0.2 };
    expect(moves([member(1, 1), member(2, 1), member(3, 1)], odds)).toEqual([]);
  });

  const better = unlike + MOVE_MARGIN + 0.2;
  it('moves to a story of two publishers that it fits better', () => {
    const odds = { '1 3': unlike, '2 3': unlike, '3 4': better, '3 5': better, '1 4': -5, '2 4': -5 };
    const members = [member(1, 1), member(2, 1), member(3, 1), member(4, 4), member(5, 4)];
    expect(moves(members, odds)).toEqual([{ article: 3, to: 4 }]);
  });

  it('does not move to a story of one publisher, however many articles it files there', () => {
    const odds = { '1 3': 0, '2 3': 0, '3 4': 6, '3 5': 6 };
    const one = { publisher: 'outlet-4' };
    const members = [member(1, 1), member(2, 1), member(3, 1), member(4, 4, one), member(5, 4, one)];
    expect(moves(members, odds)).toEqual([]);
  });

  it('is not pushed out by one publisher where the others hold it', () => {
    const odds = { '1 3': -6, '2 3': 3 };
    expect(moves([member(1, 1), member(2, 1), member(3, 1)], odds)).toEqual([]);
  });

  it('does not leave because its story goes on for days', () => {
    expect(moves([member(1, 1), member(2, 1), member(3, 1)], {}, -30)).toEqual([]);
  });

  it.each([
    ['an editor placed it', { pinned: true }],
    ['it was moved before', { moved: true }],
  ])('stays where it is when %s', (_, with_) => {
    const odds = { '1 3': unlike, '2 3': unlike };
    expect(moves([member(1, 1), member(2, 1), member(3, 1, with_)], odds)).toEqual([]);
  });

  it('stays in the story that it founded', () => {
    const odds = { '1 2': unlike, '1 3': unlike };
    expect(moves([member(1, 1), member(2, 1, { moved: true }), member(3, 1, { moved: true })], odds)).toEqual([]);
  });
});
