/** Documents of our own writing, as StoryIndex would publish them: one story told by four outlets, and a day around it. */

import type { ArticleDocument, FrontDocument, FrontStory, StoryDocument } from '../../src/documents/document.ts';
import { guidOf } from '../../src/documents/guid.ts';
import { newestFirst } from '../../src/documents/story-cursor.ts';

/** 22 November 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;

const OUTLETS = {
  sada: {
    id: 'outletsada001',
    name: 'صدى الخليج',
    home: 'https://sada.example/',
    feed: 'https://sada.example/rss.xml',
    country: 'الكويت',
  },
  manbar: {
    id: 'outletmanbar1',
    name: 'منبر الشرق',
    home: 'https://manbar.example/',
    feed: 'https://manbar.example/feed',
    country: 'لبنان',
  },
  nahar: {
    id: 'outletnahar01',
    name: 'نهار المغرب',
    home: 'https://nahar.example/',
    feed: 'https://nahar.example/rss',
    country: 'المغرب',
  },
  wakala: {
    id: 'outletwakala1',
    name: 'وكالة الأفق',
    home: 'https://ufuq.example/',
    feed: 'https://ufuq.example/atom',
    country: undefined,
  },
  jarida: {
    id: 'outletjarida1',
    name: 'جريدة الساحل',
    home: undefined,
    feed: 'https://sahel.example/feed.json',
    country: 'تونس',
  },
} as const;
export type OutletName = keyof typeof OUTLETS;
export const outletOf = (name: OutletName) => OUTLETS[name];

let counter = 0;

export function article(outlet: OutletName, given: Partial<ArticleDocument> = {}): ArticleDocument {
  const id = given.id ?? `article${String(++counter).padStart(6, '0')}`;
  const { home, feed } = OUTLETS[outlet];
  return {
    id,
    guid: guidOf('article', id),
    outlet: OUTLETS[outlet],
    publisher: new URL(feed).hostname,
    title: 'افتتاح محطة تحلية جديدة',
    url: `${home ?? 'https://sahel.example/'}news/${id}`,
    excerpt: 'افتُتحت صباح اليوم محطة لتحلية المياه على الساحل.',
    author: undefined,
    image: undefined,
    imageFile: undefined,
    published: NOON,
    notBefore: undefined,
    seen: NOON + 5 * MINUTE,
    edited: undefined,
    similarity: undefined,
    evidence: undefined,
    shared: [],
    ...given,
  };
}

export function story(
  id: string,
  articles: readonly ArticleDocument[],
  given: Partial<StoryDocument> = {},
): StoryDocument {
  const lead = articles.find((a) => a.id === given.lead?.article) ?? articles[0];
  if (!lead) throw new Error('A story has articles.');
  const latest = Math.max(...articles.map((a) => a.seen));
  return {
    id,
    guid: guidOf('story', id),
    title: lead.title,
    url: lead.url,
    published: Math.min(...articles.map((a) => a.published)),
    updated: latest,
    changed: latest,
    outlets: new Set(articles.map((a) => a.publisher)).size,
    categories: [],
    lead: { article: lead.id, reason: articles.length > 1 ? 'report' : 'only' },
    articles,
    passages: [],
    related: [],
    ...given,
  };
}

export function frontStory(of: StoryDocument): FrontStory {
  const { articles, passages: _, related: __, ...head } = of;
  const lead = articles.find((a) => a.id === of.lead.article);
  return {
    ...head,
    excerpt: lead?.excerpt ?? '',
    image: lead?.image,
    imageFile: lead?.imageFile,
    articles: articles.map(({ id, outlet, publisher, title, url, published, notBefore, seen }) => ({
      id,
      outlet,
      publisher,
      title,
      url,
      published,
      notBefore,
      seen,
    })),
  };
}

export function front(stories: readonly StoryDocument[]): FrontDocument {
  const updates = stories.flatMap((s) =>
    frontStory(s).articles.map((a, i) => ({
      guid: guidOf('update', a.id),
      kind: i === 0 ? ('story' as const) : ('publisher' as const),
      ...{ story: s.id, title: s.title, article: a, at: a.seen },
    })),
  );
  return {
    changed: stories.length > 0 ? Math.max(...stories.map((s) => s.changed)) : NOON,
    stories: stories.map(frontStory).sort(newestFirst),
    cut: false,
    updates: updates.sort((a, b) => b.at - a.at),
  };
}

const FIRST = 'أعلنت هيئة الموانئ أن السفينة الجانحة عند مدخل القناة عُوّمت فجر اليوم بعد عمل استمر ستة أيام متواصلة.';
const SECOND =
  'وشاركت في العملية إحدى عشرة قاطرة، ورفعت فرق الغوص أكثر من أربعين ألف متر مكعب من الرمال من تحت المقدمة.';
const THIRD = 'وقال مدير العمليات إن حركة العبور ستعود إلى نصف طاقتها مساء اليوم، وإلى كامل طاقتها خلال ثلاثة أيام.';

/** The first passage in other words. */
const RETOLD = 'ستة أيام من الحفر والجرّ سبقت لحظة ارتفاع المقدمة عن القاع';

/** Four outlets: the agency first, two that copy parts of it, and one in its own words. */
export const SHIP: StoryDocument = story(
  'storyship00001',
  [
    article('wakala', {
      id: 'shipwakala001',
      title: 'تعويم السفينة الجانحة عند مدخل القناة بعد ستة أيام',
      excerpt: `${FIRST} ${SECOND} ${THIRD}`,
      author: 'ليلى الحسن',
      image: 'https://ufuq.example/images/ship.jpg',
      imageFile: { type: 'image/jpeg', width: 1200, height: 675, bytes: 184_320 },
      published: NOON - 190 * MINUTE,
      seen: NOON - 184 * MINUTE,
      shared: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
    }),
    article('sada', {
      id: 'shipsada00001',
      title: 'إحدى عشرة قاطرة تحرّر السفينة الجانحة',
      excerpt: `${SECOND} ${FIRST} وكانت السفينة قد جنحت الاثنين الماضي بفعل رياح شديدة.`,
      published: NOON - 140 * MINUTE,
      seen: NOON - 131 * MINUTE,
      similarity: 0.94,
      evidence: { outlet: 'وكالة الأفق', words: [], passages: 2 },
      shared: [
        [1, 0],
        [0, 0],
      ],
    }),
    article('manbar', {
      id: 'shipmanbar001',
      title: 'القناة تستعيد نصف حركتها مساء اليوم',
      excerpt: `${THIRD} ${FIRST}`,
      published: NOON - 85 * MINUTE,
      seen: NOON - 80 * MINUTE,
      similarity: 0.91,
      evidence: { outlet: 'وكالة الأفق', words: [], passages: 2 },
      shared: [
        [2, 0],
        [0, 0],
      ],
    }),
    article('nahar', {
      id: 'shipnahar0001',
      title: 'ما الذي أخّر تحرير سفينة القناة؟',
      excerpt: `${RETOLD}؛ مهندسون يشرحون لماذا فشلت المحاولتان الأوليان.`,
      published: NOON - 30 * MINUTE,
      seen: NOON - 22 * MINUTE,
      similarity: 0.71,
      evidence: { outlet: 'وكالة الأفق', words: ['الجانحة', 'قاطرة', 'المقدمة'], passages: 0 },
      shared: [[3, 0]],
    }),
  ],
  {
    categories: ['اقتصاد', 'النقل البحري'],
    passages: [
      {
        carriers: ['shipwakala001', 'shipsada00001', 'shipmanbar001'],
        earliest: NOON - 190 * MINUTE,
        wordings: [FIRST],
        reworded: [3],
      },
      { carriers: ['shipwakala001', 'shipsada00001'], earliest: NOON - 190 * MINUTE, wordings: [SECOND], reworded: [] },
      { carriers: ['shipwakala001', 'shipmanbar001'], earliest: NOON - 190 * MINUTE, wordings: [THIRD], reworded: [] },
      { carriers: ['shipnahar0001'], earliest: NOON - 30 * MINUTE, wordings: [RETOLD], reworded: [0] },
    ],
    related: [
      {
        id: 'storywind00001',
        title: 'رياح شديدة تغلق ثلاثة موانئ',
        published: NOON - 5 * 24 * 60 * MINUTE,
      },
    ],
  },
);

export const GOLD = story('storygold00001', [
  article('jarida', {
    id: 'goldjarida001',
    title: 'الذهب يتراجع قليلًا في تعاملات هادئة',
    excerpt: 'تراجع سعر الأوقية في المعاملات الفورية مع ترقّب المستثمرين بيانات التضخم المقرر صدورها مساء غد.',
    published: NOON - 12 * MINUTE,
    seen: NOON - 10 * MINUTE,
  }),
]);

export const MUSEUM = story('storymuseum001', [
  article('nahar', {
    id: 'museumnahar01',
    title: 'متحف الفخار يفتح أبوابه بعد ترميم دام خمس سنوات',
    excerpt: 'عاد إلى الزوار متحف الفخار في المدينة القديمة بقاعات جديدة تعرض ثلاثمئة قطعة لم تُعرض من قبل.',
    image: 'https://nahar.example/images/museum.jpg',
    published: NOON - 300 * MINUTE,
    seen: NOON - 290 * MINUTE,
  }),
  article('sada', {
    id: 'museumsada001',
    title: 'ثلاثمئة قطعة تُعرض أول مرة في متحف الفخار',
    published: NOON - 260 * MINUTE,
    seen: NOON - 255 * MINUTE,
    similarity: 0.83,
    evidence: { outlet: 'نهار المغرب', words: ['الفخار', 'ترميم'], passages: 0 },
  }),
]);

export const DAY: FrontDocument = front([SHIP, GOLD, MUSEUM]);
