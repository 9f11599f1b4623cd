import { describe, expect, it } from 'vitest';
import { labelledSet } from '../../bench/accuracy/labelled-sets.ts';
import { judge, latestOf, type PairCase, suites } from '../../bench/accuracy/pair-cases.ts';
import { storyCounts } from '../../bench/accuracy/story-counts.ts';
import type { BenchArticle } from '../../bench/articles.ts';

const own = suites(undefined);

describe('our own suites of pair cases', () => {
  it('are one a file', () => {
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['our own cases', 'our own second-hand']));
  });

  it('hold cases of two to four articles, each under a name of its own', () => {
    const cases = own.flatMap((suite) => suite.cases);
    expect(cases.length).toBeGreaterThanOrEqual(100);
    expect(new Set(cases.map((of) => of.case)).size).toBe(cases.length);
    for (const { articles, expect: expected } of cases) {
      expect(articles.length).toBeGreaterThanOrEqual(2);
      expect(articles.length).toBeLessThanOrEqual(4);
      expect(['apart', 'together']).toContain(expected);
      expect(articles[0]?.hoursAfter).toBe(0);
    }
  });
});

const TEXT =
  'انهار جسر قديم فوق نهر السنابل قرب بلدة الزيتونة وأصيب سبعة عمال بجروح وفتحت النيابة تحقيقا في أسباب الانهيار';
const OTHER =
  'افتتح متحف البحر معرض الأصداف النادرة بحضور جمع من الباحثين ويستمر المعرض حتى نهاية الصيف في قاعة المرجان';

function pairCase(name: string, expected: PairCase['expect'], texts: readonly string[]): PairCase {
  const articles = texts.map((text, i) => {
    return { source: `outlet-${i}`, title: text.slice(0, 40), summary: text, text, hoursAfter: i };
  });
  return { case: name, kind: 'kind', expect: expected, note: '', articles };
}

describe('a pair case', () => {
  it('is right when its articles are one story, or no two are', () => {
    expect(judge(pairCase('a', 'together', [TEXT, TEXT]), 'full').right).toBe(true);
    expect(judge(pairCase('b', 'apart', [TEXT, TEXT]), 'full').right).toBe(false);
    expect(judge(pairCase('c', 'apart', [TEXT, OTHER]), 'full').right).toBe(true);
    expect(judge(pairCase('d', 'together', [TEXT, TEXT, OTHER]), 'full').right).toBe(false);
    expect(judge(pairCase('e', 'apart', [TEXT, TEXT, OTHER]), 'full').right).toBe(false);
  });

  it('leaves the index that it arrives at as it was', () => {
    const before = latestOf(
      [{ name: 'earlier', articles: [article('1', 'outlet-9', TEXT), article('2', 'outlet-8', OTHER)] }],
      'full',
    );
    const first = judge(pairCase('a', 'together', [TEXT, TEXT]), 'full', before);
    expect(first.stories).toEqual([1, 1]);
    expect(judge(pairCase('a', 'together', [TEXT, TEXT]), 'full', before)).toEqual(first);
    expect(before.index.membersOf([1]).length).toBe(1);
    expect(before.index.documentFrequencies().documents).toBe(2);
  });
});

function article(id: string, source: string, text: string): BenchArticle {
  return { id, source, url: '', title: text.slice(0, 40), published: '2026-11-19T00:00:00Z', summary: text, text };
}

describe('counts of stories', () => {
  const articles = ['a1 n', 'a2 w', 'b1 n', 'b2 w', 'b3 k', 'c1 n', 'd1 n'].map((told) => {
    const [id = '', source = ''] = told.split(' ');
    return article(id, source, TEXT);
  });
  const set = labelledSet('set', articles, {
    stories: [
      ['a1', 'a2'],
      ['b1', 'b2', 'b3'],
    ],
    copies: [['b1', 'b2', 'b3']],
    unsure: [['a1', 'd1']],
  });
  const counts = (...found: number[]) => storyCounts(set, found);

  it.each([
    ['all as labelled', [0, 0, 2, 2, 2, 5, 6], { whole: 2, split: 0, shown: 2, polluted: 0, copiesTogether: 3 }],
    ['one article left out', [0, 0, 2, 2, 4, 5, 6], { whole: 1, split: 1, shown: 2, polluted: 0, copiesTogether: 1 }],
    ['a stranger in a story', [0, 0, 2, 2, 2, 0, 6], { whole: 1, split: 0, shown: 2, polluted: 1, copiesTogether: 3 }],
    ['one story of both', [0, 0, 0, 0, 0, 5, 6], { whole: 0, split: 0, shown: 1, polluted: 1, copiesTogether: 3 }],
    ['all alone', [0, 1, 2, 3, 4, 5, 6], { whole: 0, split: 2, shown: 0, polluted: 0, copiesTogether: 0 }],
  ] as const)('%s', (_, found, wanted) => {
    expect(counts(...found)).toEqual({ several: 2, copies: 3, ...wanted });
  });

  it('take no pair that the labels leave open for pollution', () => {
    const alone = labelledSet('set', articles, { stories: [], copies: [], unsure: [['a1', 'a2']] });
    expect(storyCounts(alone, [0, 0, 2, 3, 4, 5, 6])).toMatchObject({ several: 0, shown: 1, polluted: 0 });
  });
});
