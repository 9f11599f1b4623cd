/** Documents as the API shows them: times in RFC 3339, no absent fields, and the address of the story's page. */
import type { z } from 'zod/mini';
import { itemDetails } from '../../documents/article.ts';
import type { ArticleDocument, FrontStory, StoryDocument } from '../../documents/document.ts';
import type { PlanADay } from '../../env.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import type { Localization } from '../../localization/in-arabic.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../../localization/localization.ts';
import {
  serializeFrontArticle,
  serializeStoryHead,
  serializeFrontStory as storyOfFront,
} from '../../render/story-json.ts';
import { rfc3339 } from '../../render/timestamps.ts';
import type { Health, OutletEntry, Today } from '../../story-index/api.ts';
import { pairsOf, type SharedPair, sharedPassagesOf } from '../data/story-passages.ts';
import type {
  ArticleSchema,
  FrontStorySchema,
  HealthSchema,
  OutletStateSchema,
  StorySchema,
  TodaySchema,
} from './public-schema.ts';

type Shape<S extends z.ZodMiniType> = z.output<S>;

/** Typed by the schema, so that the two cannot drift apart. */
export const frontStoryJson: (story: FrontStory, origin: string) => Shape<typeof FrontStorySchema> = storyOfFront;

function article(of: ArticleDocument, shared: readonly SharedPair[], words: Localization): Shape<typeof ArticleSchema> {
  const { guid, excerpt, similarity, edited, imageFile } = of;
  const evidence = of.evidence && words.story.evidence(of.evidence);
  const rest = {
    ...present({ ...itemDetails(of), imageFile: imageFile && present(imageFile), similarity, evidence }),
    ...moments({ edited }),
  };
  return { ...serializeFrontArticle(of), guid, excerpt, ...rest, shared: [...shared] };
}

export function serializeStory(
  story: StoryDocument,
  origin: string,
  { words }: Localized = DEFAULT_LOCALIZED,
): Shape<typeof StorySchema> {
  const pairs = pairsOf(story);
  return {
    ...serializeStoryHead(story, origin),
    articles: story.articles.map((one, i) => article(one, pairs[i] ?? [], words)),
    passages: sharedPassagesOf(story).map((passage) => ({ ...passage })),
    related: story.related.map((r) => ({ ...r, published: rfc3339(r.published) })),
  };
}

export function serializeOutlet({ settings, status }: OutletEntry): Shape<typeof OutletStateSchema> {
  const { lastTried, lastSuccess, lastItem } = status;
  return {
    ...present(settings),
    publisher: publisherOf(settings),
    status: {
      state: status.state,
      detail: status.detail,
      ...present({ failure: status.failure && present(status.failure) }),
      notes: [...status.notes],
      ...moments({ lastTried, lastSuccess, lastItem }),
      nextDue: rfc3339(status.nextDue),
      failures: status.failures,
    },
  };
}

export function serializeHealth(of: Health): Shape<typeof HealthSchema> {
  const { lastFiled, lastPublished, ...rest } = of;
  return { ...rest, ...moments({ lastFiled, lastPublished }) };
}

export function serializeToday(today: Today, plan: PlanADay): Shape<typeof TodaySchema> {
  const { lastFiled, lastPublished, quarantined, ...rest } = today;
  return {
    ...rest,
    plan: present(plan),
    quarantined: quarantined.map((one) => ({ ...one, seen: rfc3339(one.seen), tried: rfc3339(one.tried) })),
    ...moments({ lastFiled, lastPublished }),
  };
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** JSON has no undefined, and neither have these types. */
function present<T extends object>(of: T): Present<T> {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as Present<T>;
}

function moments<K extends string>(of: Readonly<Record<K, number | undefined>>): { [P in K]?: string } {
  const known = Object.entries<number | undefined>(of).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  return Object.fromEntries(known.map(([name, ms]) => [name, rfc3339(ms)])) as { [P in K]?: string };
}
