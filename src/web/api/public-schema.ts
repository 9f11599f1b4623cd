/**
 * The API's requests and responses. Requests are checked by these schemas, and /openapi.json is generated from them.
 * zod/mini has the same checks as zod at a third of its size and start-up time.
 */
import * as z from 'zod/mini';
import { isDate } from '../../documents/daily.ts';
import { LEAD_REASONS } from '../../documents/document.ts';
import { inOrder, type Slice, secondsIn } from '../../documents/slice.ts';
import { decodeCursor } from '../../documents/story-cursor.ts';
import { cleanLine } from '../../feeds/clean-line.ts';
import { API_PAGE_STORIES_DEFAULT, API_PAGE_STORIES_MAX } from '../../limits.ts';
import { normalize } from '../../text/normalize.ts';
import { parseSearch, spelledSearch } from '../../text/search.ts';
import { SHARED_WITH_MAX } from '../data/story-passages.ts';
import { Count, described, OutletId, Time } from './schema-parts.ts';

export * from './operator-schema.ts';
export { ArticleId, OutletId, StoryId, WatchName } from './schema-parts.ts';

/** UTF-16 units: as long as the list takes a group's name. */
const COUNTRY_CHARS_MAX = 200;
/** Values of one repeated parameter. An address takes some forty names of countries. */
const NAMES_MAX = 50;

/** A parameter that may be repeated: blank values and repeats count for nothing, and the order says nothing. */
const names = (of: z.ZodMiniType<string, string>, description: string) =>
  z._default(
    described(
      z.array(of).check(
        z.overwrite((list) => [...inOrder(list.map(cleanLine).filter((one) => one !== ''))]),
        z.maxLength(NAMES_MAX),
      ),
      description,
    ),
    [],
  );
const Country = z.string().check(z.maxLength(COUNTRY_CHARS_MAX));

/** A whole number in a query. */
const whole = (least: number, most: number) =>
  z.coerce.number('not a whole number').check(z.int('not a whole number'), z.minimum(least), z.maximum(most));

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?)?(?:(Z)|([-+ ]\d\d):?(\d\d)?)?$/;

/** RFC 3339 in UTC of a time as people and programs write it; what is no time stays as it is. */
function spelledTime(text: string): string {
  const [, date = '', hour = '00:00', seconds = ':00', , zone = '+00', minutes = '00'] =
    TIME.exec(normalize(text.trim()).toUpperCase()) ?? [];
  // A plus sign that nobody encoded comes as a space.
  const ms = isDate(date) ? Date.parse(`${date}T${hour}${seconds}${zone.replace(' ', '+')}:${minutes}`) : Number.NaN;
  return Number.isNaN(ms) ? text : secondsIn(ms);
}

/** What slices take: documents/slice.ts. */
export const SliceQuerySchema = z.object({
  q: z.optional(
    described(
      z.string().check(
        z.overwrite(spelledSearch),
        z.check<string>((given) => {
          const search = parseSearch(given.value);
          if (typeof search !== 'string') return;
          given.issues.push({ code: 'custom', input: given.value, message: search.replace(/\.$/, '') });
        }),
      ),
      'only stories with a report whose title or text has all these words, in any of their forms; "a phrase", -word, a OR b',
    ),
  ),
  country: names(
    Country,
    'only stories that an outlet of this country carries, of one of these where it is repeated; /api/outlets names it `group`',
  ),
  outlet: names(OutletId, 'only stories that this outlet carries, or one of these; by id'),
  publishers: z._default(described(whole(1, 1000), 'only stories carried by at least that many publishers'), 1),
  since: z.optional(
    described(
      z.string().check(z.overwrite(spelledTime), z.iso.datetime('not a time: 2026-11-22T00:00:00Z')),
      'only stories updated at or after this time, RFC 3339: 2026-11-22T00:00:00Z; without a zone UTC, without an hour midnight',
    ),
  ),
  'not-country': names(Country, 'mutes outlets of this country: their reports count as if they did not exist'),
  'not-outlet': names(OutletId, 'mutes this outlet'),
});

/** The slice that a query asks for. */
export function sliceOf(query: z.output<typeof SliceQuerySchema>): Slice {
  return {
    q: query.q,
    countries: query.country,
    outlets: query.outlet,
    publishers: query.publishers,
    since: query.since === undefined ? undefined : Date.parse(query.since),
    notCountries: query['not-country'],
    notOutlets: query['not-outlet'],
  };
}

const Cursor = z.optional(
  described(
    z
      .string()
      .check(z.refine((text) => decodeCursor(text) !== undefined, 'not a cursor: take `next` of the page before')),
    'opaque: `next` of the page before',
  ),
);

export const StoriesQuerySchema = z.extend(SliceQuerySchema, {
  limit: z._default(described(whole(1, API_PAGE_STORIES_MAX), 'stories a page, at most'), API_PAGE_STORIES_DEFAULT),
  cursor: Cursor,
});

export const FeedQuerySchema = z.extend(SliceQuerySchema, { cursor: Cursor });

export const PageQuerySchema = z.extend(FeedQuerySchema, {
  sort: z._default(described(z.enum(['new', 'carried']), 'newest or most carried first'), 'new'),
});

/** `article`: which of the story's articles is shown whole; any text, because old links name articles that have gone. */
export const StoryPageQuerySchema = z.object({ article: z.optional(z.string()) });

const Outlet = z.object({
  id: z.string(),
  name: z.string(),
  home: z.optional(z.string()),
  feed: z.string(),
  country: z.optional(described(z.string(), 'the folder of the operator’s list that it stands in')),
});

const ImageFileSchema = described(
  z.object({
    type: z.optional(z.string()),
    width: z.optional(Count),
    height: z.optional(Count),
    bytes: z.optional(Count),
  }),
  'what the feed says of the picture’s file',
);

const FrontArticleSchema = z.object({
  id: z.string(),
  outlet: Outlet,
  publisher: described(
    z.string(),
    'registrable domain, or what the operator set: several outlets of one house are one publisher',
  ),
  title: z.string(),
  url: z.string(),
  published: described(Time, 'as its outlet claims it'),
  notBefore: z.optional(
    described(
      Time,
      'when its outlet’s whole feed was last read without it: it was published later, whatever it claims; absent: no such reading',
    ),
  ),
  seen: described(Time, 'when it was first seen here'),
});

const SharedKindSchema = described(
  z.enum(['verbatim', 'reworded']),
  'verbatim: word for word, but for a few words; reworded: the same told in other words',
);

const SharedTextSchema = z.object({
  text: described(z.string(), 'the passage, always in the words of this article'),
  kind: SharedKindSchema,
  with: described(z.string(), 'article that also carries it, or tells it in other words'),
  first: described(
    z.string(),
    'article that had it first, as far as we saw it; may be this one. Of a reworded passage: who had either wording first',
  ),
});

const SharedPassageSchema = z.object({
  kind: SharedKindSchema,
  carriers: described(
    z.array(z.string()),
    'all articles that carry it, or tell it in one of its wordings, of other stories too; who had it first is first',
  ),
  wordings: described(z.array(z.string()), 'how articles of this story word it, each wording once'),
});

export const ArticleSchema = z.extend(FrontArticleSchema, {
  guid: z.string(),
  excerpt: z.string(),
  edited: z.optional(described(Time, 'when its outlet was last seen to correct title or opening')),
  author: z.optional(z.string()),
  image: z.optional(z.string()),
  imageFile: z.optional(ImageFileSchema),
  similarity: z.optional(
    described(z.number().check(z.minimum(0), z.maximum(1)), 'to the story when it joined; absent for its founder'),
  ),
  evidence: z.optional(described(z.string(), 'why it is in this story, in the language of the pages')),
  shared: described(
    z.array(SharedTextSchema),
    `its passages, verbatim ones first, each with at most ${SHARED_WITH_MAX} others of each kind: who had it first, then those of this story; \`passages\` has them all`,
  ),
});

const head = {
  id: z.string(),
  guid: z.string(),
  title: z.string(),
  url: described(z.string(), 'the lead article'),
  page: described(z.string(), 'the story here, for people'),
  published: Time,
  updated: described(
    Time,
    'moves when a new publisher joins, the lead changes, or its outlet corrects title or opening',
  ),
  outlets: described(Count, 'publishers that carry it'),
  categories: described(z.array(z.string()), 'what two of its publishers or more file it under'),
  lead: z.object({ article: z.string(), reason: z.enum(LEAD_REASONS) }),
};

export const FrontStorySchema = z.object({
  ...head,
  excerpt: z.string(),
  image: z.optional(z.string()),
  imageFile: z.optional(ImageFileSchema),
  articles: z.array(FrontArticleSchema),
});
const RangesSchema = z.array(z.tuple([Count, Count]));

export const StoriesPageSchema = z.object({
  stories: z.array(FrontStorySchema),
  search: z.optional(
    described(
      z.object({
        days: described(Count, 'days of reports that were searched'),
        marks: described(
          z.record(z.string(), z.object({ title: RangesSchema, excerpt: RangesSchema })),
          'by id of a story, where its title and excerpt have words of the search: from and to, UTF-16 units',
        ),
      }),
      'only with q',
    ),
  ),
  next: z.optional(described(z.string(), 'cursor of the next older page; absent on the last')),
});
const RelatedStorySchema = z.object({ id: z.string(), title: z.string(), published: Time });
export const StorySchema = z.object({
  ...head,
  articles: described(z.array(ArticleSchema), 'the first seen first'),
  passages: described(z.array(SharedPassageSchema), 'what its articles share, each passage once'),
  related: described(
    z.array(RelatedStorySchema),
    'the newest: later stories, carried by several, whose articles found this one; then what its own articles found',
  ),
});

export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: described(z.string(), 'what to do'),
  instance: z.string(),
});

/** The first issue of a failed check, for a problem's `detail`. */
export function complaint(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'The request cannot be read.';
  const where = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return `${where ? `"${where}": ` : ''}${issue.message}.`;
}
