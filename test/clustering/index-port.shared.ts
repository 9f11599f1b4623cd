/**
 * The laws of every implementation of the index. Run against plain maps in Node and against SQLite inside workerd.
 * `withIndex` gives each test a fresh, empty index.
 */

import { describe, expect, it } from 'vitest';
import { estimateFrequency } from '../../src/clustering/document-frequency.ts';
import { indexTerms } from '../../src/clustering/index-terms.ts';
import type { FilingIndex } from '../../src/clustering/memory-index.ts';
import { variantTerm } from '../../src/text/variants.ts';
import { article, NEAR_MISSES, ONE_STORY, type Told } from './newsroom.ts';

export type WithIndex = (test: (index: FilingIndex) => void) => Promise<void> | void;

const SAQQARA = ONE_STORY['paragraphs in another order'] as readonly [Told, Told];
const QUAKE = ONE_STORY['wire copy, cut and retitled'] as readonly [Told, Told];
const [MALTA] = NEAR_MISSES['two congratulation telegrams'] as readonly [Told, Told];

export function indexPortSuite(name: string, withIndex: WithIndex): void {
  describe(`${name} as an index`, () => {
    it('knows nothing when empty', () =>
      withIndex((index) => {
        expect(index.posting(7, 10)).toEqual([]);
        expect(index.members([1, 2])).toEqual([]);
        expect(index.membersOf([1])).toEqual([]);
        expect(index.apart(1, 2)).toBe(false);
      }));

    it('founds a story for the first article, numbered as the article', () =>
      withIndex((index) => {
        expect(index.file(article(1, 'a', QUAKE[0]))).toMatchObject({
          story: undefined,
          merges: [],
          moves: [],
          shared: [],
        });
        expect(index.storyOf(1)).toBe(1);
      }));

    it('gives back a member as it was filed', () =>
      withIndex((index) => {
        const incoming = article(1, 'a', QUAKE[0], 2);
        index.file(incoming);
        const [member] = index.members([1]);
        expect(member).toMatchObject({ article: 1, story: 1, publisher: 'a', published: incoming.published });
        expect(member).toMatchObject({ pinned: false, moved: false });
        expect([...(member?.fingerprint.title ?? [])]).toEqual([...incoming.fingerprint.title]);
        expect([...(member?.fingerprint.text ?? [])]).toEqual([...incoming.fingerprint.text]);
        expect(member?.fingerprint.passages).toEqual(incoming.fingerprint.passages);
        expect(member?.fingerprint.displayTerms).toEqual(incoming.fingerprint.displayTerms);
      }));

    it('lists postings newest first, no more than asked', () =>
      withIndex((index) => {
        const [key = 0] = indexTerms(article(1, 'a', QUAKE[0]).fingerprint);
        for (const n of [1, 2, 3]) index.file(article(n, `outlet-${n}`, QUAKE[0]));
        const filed = (limit: number) => index.posting(key, limit).map((one) => one.article);
        expect(filed(10)).toEqual([3, 2, 1]);
        expect(filed(2)).toEqual([3, 2]);
      }));

    it('keeps the largest keys apart: uint32, not int32', () =>
      withIndex((index) => {
        const incoming = article(1, 'a', QUAKE[0]);
        index.file(incoming);
        for (const key of indexTerms(incoming.fingerprint))
          expect(index.posting(key, 5)).toMatchObject([{ article: 1 }]);
        expect(indexTerms(incoming.fingerprint).some((key) => key > 0x7fffffff)).toBe(true);
      }));

    it('leaves out articles it has pruned', () =>
      withIndex((index) => {
        index.file(article(1, 'a', QUAKE[0]));
        expect(index.members([99, 1, 98]).map((m) => m.article)).toEqual([1]);
      }));

    it('joins the same news from another outlet, and lists both under the story', () =>
      withIndex((index) => {
        index.file(article(1, 'a', SAQQARA[0]));
        const decision = index.file(article(2, 'b', SAQQARA[1], 1));
        expect(decision?.story).toBe(1);
        expect(decision?.nearest?.article).toBe(1);
        expect(decision?.nearest?.words.length).toBeGreaterThan(0);
        expect(decision?.shared.length).toBe(3);
        expect(
          index
            .membersOf([1])
            .map((m) => m.article)
            .sort(),
        ).toEqual([1, 2]);
      }));

    it('counts the words of every article filed, once', () =>
      withIndex((index) => {
        const incoming = article(1, 'a', SAQQARA[0]);
        index.file(incoming);
        index.file(incoming);
        index.file(article(2, 'b', MALTA));
        expect(index.documentFrequencies().documents).toBe(2);
        expect(estimateFrequency(index.documentFrequencies(), variantTerm(incoming.fingerprint.title[1] ?? 0))).toBe(1);
      }));

    it('keeps other news apart', () =>
      withIndex((index) => {
        index.file(article(1, 'a', SAQQARA[0]));
        expect(index.file(article(2, 'b', MALTA))?.story).toBeUndefined();
        expect(index.storyOf(2)).toBe(2);
      }));

    it('files an article once: the second time changes nothing', () =>
      withIndex((index) => {
        index.file(article(1, 'a', SAQQARA[0]));
        index.file(article(2, 'b', SAQQARA[1]));
        expect(index.file(article(2, 'b', SAQQARA[1]))).toBeUndefined();
        expect(index.membersOf([1, 2]).length).toBe(2);
      }));

    it('heeds an editor who pinned an article elsewhere', () =>
      withIndex((index) => {
        index.file(article(1, 'a', SAQQARA[0]));
        index.file(article(2, 'b', SAQQARA[1]));
        index.pin(2, 2);
        index.keepApart(1, 2);
        expect(index.apart(2, 1)).toBe(true);
        index.file(article(3, 'c', SAQQARA[0]));
        expect(index.storyOf(2)).toBe(2);
        expect(index.storyOf(1)).toBe(1);
      }));
  });
}
