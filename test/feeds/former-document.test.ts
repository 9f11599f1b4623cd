/** What a former version wrote is read as what it said. */
import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../src/feeds/document.ts';
import { inTodaysForm } from '../../src/feeds/former-document.ts';
import { former, SHIP } from './render/documents.ts';

const reworded: StoryDocument = {
  ...SHIP,
  passages: [
    { carriers: ['elsewhere0001', 'shipwakala001', 'shipsada00001'], wordings: ['كما قيل أولا', 'كما قيل بعده'] },
    { carriers: ['shipsada00001', 'shipwakala001'], wordings: ['فقرة أخرى'] },
  ],
  articles: SHIP.articles.map((article, i) => ({
    ...article,
    shared: [[[0, 0]] as const, [[1, 0] as const, [0, 1] as const]][i] ?? [],
  })),
};

describe("a story's document of a former version", () => {
  it('becomes what this one writes, where all carriers use the same words', () => {
    expect(inTodaysForm(former(SHIP))).toEqual(SHIP);
  });

  it('keeps each article with its wordings, their carriers and who had them first', () => {
    const read = inTodaysForm(former(reworded));
    const told = read.articles.map(({ shared }) =>
      shared.map(([place, wording]) => {
        const { carriers = [], wordings = [] } = read.passages[place] ?? {};
        return [wordings[wording], carriers[0], carriers.toSorted()];
      }),
    );
    const [ship, sada] = ['shipwakala001', 'shipsada00001'];
    expect(told).toEqual([
      [['كما قيل أولا', 'elsewhere0001', ['elsewhere0001', sada, ship]]],
      [
        ['فقرة أخرى', sada, [sada, ship]],
        ['كما قيل بعده', 'elsewhere0001', ['elsewhere0001', sada, ship]],
      ],
      [],
      [],
    ]);
  });

  it('of today is left as it is', () => {
    expect(inTodaysForm(SHIP)).toBe(SHIP);
  });
});
