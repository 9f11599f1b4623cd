import { describe, expect, it } from 'vitest';
import { fingerprintArticle, TEXT_WORDS_MAX, TITLE_WORDS_MAX } from '../../src/clustering/fingerprint.ts';
import { encodeFingerprint } from '../../src/clustering/fingerprint-codec.ts';
import { INDEX_TERMS_MAX, indexTerms } from '../../src/clustering/index-terms.ts';
import { PASSAGES_MAX } from '../../src/text/passages.ts';

const QUIET = 'انخفض منسوب النهر عند محطة القياس الشمالية بعد أسبوعين من الجفاف وفق بيان هيئة المياه';

describe('fingerprint', () => {
  it('cuts boilerplate, datelines and the repeated title', () => {
    const { passages } = fingerprintArticle({
      title: 'عاجل: انخفاض منسوب النهر بعد أسبوعين من الجفاف',
      summary: '',
      paragraphs: [
        'انخفاض منسوب النهر بعد أسبوعين من الجفاف',
        `القاهرة – رويترز: ${QUIET}.`,
        'اقرأ أيضا: أخبار أخرى',
        'Share on facebook',
        'التعليقات مغلقة.',
      ],
    });
    expect(passages).toEqual([`${QUIET}.`]);
  });

  it('keeps one copy of a repeated passage', () => {
    const again = `وفق بيان هيئة المياه ${QUIET}`;
    expect(
      fingerprintArticle({ title: 'النهر', summary: '', paragraphs: [QUIET, 'خبر آخر تماما عن السوق', again] })
        .passages,
    ).toEqual([QUIET, 'خبر آخر تماما عن السوق']);
  });

  it('adds a summary only when the text does not say it', () => {
    expect(fingerprintArticle({ title: 'النهر', summary: QUIET, paragraphs: [`${QUIET} أمس.`] }).passages.length).toBe(
      1,
    );
    expect(
      fingerprintArticle({ title: 'النهر', summary: 'الهيئة تدعو المزارعين إلى الترشيد', paragraphs: [QUIET] }).passages
        .length,
    ).toBe(2);
  });

  it('splits an endless sentence between characters', () => {
    const faces = `خبر ا${'😀'.repeat(800)}ب${'😀'.repeat(800)} عاجل من النهر`;
    const { passages } = fingerprintArticle({ title: '', summary: '', paragraphs: [faces] });
    expect(passages.join('')).toBe(faces);
    expect(passages.map((passage) => passage.isWellFormed())).toEqual(passages.map(() => true));
  });

  it('has one fingerprint for each passage', () => {
    const { fingerprint, passages } = fingerprintArticle({
      title: 'النهر',
      summary: '',
      paragraphs: [QUIET, 'سطر ثان من الخبر نفسه'],
    });
    expect(fingerprint.passages.length).toBe(passages.length);
    expect(fingerprint.passages.map(({ start, end }) => end - start)).toEqual([15, 5]);
  });

  it('is empty for an empty article', () => {
    for (const title of ['', ' \u200f… —', '\ud800', '🙂🙂']) {
      const { fingerprint, passages } = fingerprintArticle({ title, summary: '', paragraphs: [] });
      expect([
        fingerprint.title.length,
        fingerprint.text.length,
        passages.length,
        indexTerms(fingerprint).length,
      ]).toEqual([0, 0, 0, 0]);
    }
  });

  it.each([
    ['a title of 100 kB', { title: 'خبر عاجل '.repeat(12_000), summary: '', paragraphs: [] }],
    [
      'megabytes without a space',
      { title: 'ب'.repeat(3_000_000), summary: 'ب'.repeat(3_000_000), paragraphs: ['ب'.repeat(3_000_000)] },
    ],
    ['no sentence ever ends', { title: 'خبر', summary: '', paragraphs: ['كلمة '.repeat(600_000)] }],
    ['full stops without end', { title: '...', summary: '. '.repeat(500_000), paragraphs: ['.'.repeat(1_000_000)] }],
    [
      'bidi marks and joiners',
      { title: '\u202e\u200d'.repeat(50_000), summary: '', paragraphs: ['\u200f'.repeat(1_000_000)] },
    ],
    [
      'a million paragraphs',
      { title: 'خبر', summary: '', paragraphs: Array.from({ length: 1_000_000 }, (_, i) => `سطر ${i}`) },
    ],
    [
      'dashes and labels',
      { title: 'عاجل: '.repeat(20_000), summary: '- '.repeat(100_000), paragraphs: ['أ ف ب - '.repeat(200_000)] },
    ],
  ])('is bounded: %s', (_, text) => {
    const { fingerprint } = fingerprintArticle(text);
    expect(fingerprint.title.length).toBeLessThanOrEqual(TITLE_WORDS_MAX);
    expect(fingerprint.text.length).toBeLessThanOrEqual(TEXT_WORDS_MAX);
    expect(fingerprint.passages.length).toBeLessThanOrEqual(PASSAGES_MAX);
    expect(indexTerms(fingerprint).length).toBeLessThanOrEqual(INDEX_TERMS_MAX);
    expect(encodeFingerprint(fingerprint).length).toBeLessThan(4_096);
  });
});

describe('captions in another script', () => {
  const caption =
    'This picture shows the harbour of an invented town where the ferry was moored before the storm came in.';

  it('are cut under an Arabic title', () => {
    const { passages } = fingerprintArticle({
      title: 'العبارة تعود إلى المرفأ بعد العاصفة',
      summary: '',
      paragraphs: [caption, 'عادت العبارة إلى المرفأ صباح اليوم بعد هدوء العاصفة.'],
    });
    expect(passages).toEqual(['عادت العبارة إلى المرفأ صباح اليوم بعد هدوء العاصفة.']);
  });

  it('are the article itself under a title of their own script', () => {
    const { passages } = fingerprintArticle({ title: 'The ferry is back', summary: '', paragraphs: [caption] });
    expect(passages).toEqual([caption]);
  });
});

describe('a summary', () => {
  const line = 'اقرأ أيضا: حظك اليوم مع خبيرة الأبراج ليلى الحموي';

  it.each([
    ['on a line of its own', `${QUIET}.\n${line}`],
    ['in one paragraph', `${QUIET}. ${line}`],
    ['without a full stop before it', `${QUIET} ${line}`],
    ['before the news', `${line}\n${QUIET}.`],
    ['with the headline on the next line', `${QUIET}.\nاقرأ أيضا:\nحظك اليوم مع خبيرة الأبراج ليلى الحموي`],
  ])('is cut by lines and sentences: %s', (_, summary) => {
    const made = fingerprintArticle({ title: 'النهر', summary, paragraphs: [] });
    expect(made.passages.join(' ').replace('.', '')).toBe(QUIET);
    expect(made.summary.replace('.', '')).toBe(QUIET);
  });

  it('gives a passage a line, as a text does', () => {
    const { passages } = fingerprintArticle({ title: 'النهر', summary: `${QUIET}\nخبر آخر عن السوق`, paragraphs: [] });
    expect(passages).toEqual([QUIET, 'خبر آخر عن السوق']);
  });
});
