/**
 * What each value of a backup's rows may be. A hostile or damaged backup must not put a value in place that filing, publishing,
 * health or the next restore would stumble over.
 */

import * as z from 'zod/mini';
import { LOOK_ALIKES_MAX } from '../../clustering/look-alikes.ts';
import type { ItemDetail } from '../../documents/article.ts';
import { isDate } from '../../documents/daily.ts';
import { LEAD_REASONS } from '../../documents/document.ts';
import type { OutletStatus } from '../../documents/outlet.ts';
import { DAY_STORIES_RECORDED_MAX, OUTLETS_MAX } from '../../limits.ts';
import { ARTICLE_COLUMNS, CHOSEN, PINNED } from '../storage/article-columns.ts';
import { statusPart } from '../storage/outlet-statuses.ts';
import { PAST_ROW_CHARS_MAX, pastBucket, readPast } from '../storage/past-stories.ts';

/** Numbers of articles and stories. The bound leaves room to count on. */
const Number_ = z.int().check(z.minimum(1), z.maximum(2 ** 50));
const Count = z.int().check(z.minimum(0), z.maximum(2 ** 50));
const Flag = z.union([z.literal(0), z.literal(1)]);
/** ms since the epoch, in the years 0 to 9999, which every format of ours can write. */
const Time = z.int().check(z.minimum(-62_167_219_200_000), z.maximum(253_402_300_799_999));
const Id = z.string().check(z.regex(/^[0-9a-z-]{1,64}$/));
const Link = z.string().check(z.regex(/^https?:\/\//i), z.maxLength(8_192));
/** Several times what outlets are let through with, so that no backup of ours is refused. UTF-16 units. */
const text = (max: number) => z.string().check(z.maxLength(max));
const Line = text(4_000);
const LongText = text(400_000);

const isJsonOf = (schema: z.ZodMiniType) => (value: string) => {
  try {
    return schema.safeParse(JSON.parse(value)).success;
  } catch {
    return false;
  }
};
const json = (schema: z.ZodMiniType) => LongText.check(z.refine(isJsonOf(schema), 'not the JSON that belongs here'));
/** Bytes in words of `size`. */
const bytes = (size: number, max: number) =>
  z
    .instanceof(ArrayBuffer)
    .check(
      z.refine(
        (b) => b.byteLength % size === 0 && b.byteLength <= max,
        `not bytes in words of ${size}, at most ${max}`,
      ),
    );

const Passages = z.array(LongText);
const Nearest = z.looseObject({ article: Number_, words: z.array(Line) });
const Edge = z.tuple([Count, Number_, Count, Id, Time, z.enum(['verbatim', 'reworded'])]);
const Edges = z.array(Edge);
const Added = z.array(z.nullable(Time));
const Settings = z.looseObject({
  id: Id,
  feed: Link,
  name: text(1_000),
  home: z.optional(Link),
  publisher: z.optional(text(1_000)),
  group: z.optional(text(1_000)),
  priority: z.int().check(z.minimum(-100), z.maximum(100)),
  summaryOnly: z.boolean(),
  disabled: z.boolean(),
  unmerged: z.boolean(),
  userAgent: z.optional(z.string().check(z.regex(/^[\x20-\x7e]{1,1000}$/))),
  itemsPerDay: z.optional(z.int().check(z.minimum(1))),
  checked: z.optional(text(7)),
});
const Status = z.looseObject({
  outlet: Id,
  state: z.enum(['new', 'ok', 'failing', 'disabled']),
  detail: LongText,
  failure: z.optional(z.looseObject({ reason: Line, httpStatus: z.optional(z.int()), about: z.optional(Line) })),
  notes: z.array(LongText),
  lastTried: z.optional(Time),
  lastSuccess: z.optional(Time),
  lastItem: z.optional(Time),
  nextDue: Time,
  failures: Count,
});
/** As many as an outlet's reading keeps, with room. */
const Categories = z.array(text(1_000)).check(z.maxLength(100));
const File_ = z.looseObject({
  type: z.optional(z.string().check(z.regex(/^image\/[a-z\d.+-]{1,50}$/))),
  width: z.optional(Count),
  height: z.optional(Count),
  bytes: z.optional(Count),
});

const Sent = z.looseObject({
  id: Id,
  outlet: Id,
  publisher: Line,
  url: Link,
  page: text(8_192),
  title: Line,
  summary: LongText,
  passages: Passages,
  fingerprint: z.base64(),
  unmerged: z.boolean(),
  categories: Categories,
  imageFile: z.optional(File_),
  published: Time,
  notBefore: z.optional(Time),
  seen: Time,
  edited: z.optional(Time),
});

const DayStories = z
  .array(
    z.strictObject({
      id: Id,
      title: Line,
      url: z.union([Link, z.literal('')]),
      publishers: Count,
      countries: z.array(text(1_000)),
      articles: z.array(
        z.strictObject({ id: Id, outlet: z.strictObject({ id: Id, name: text(1_000) }), title: Line, url: Link }),
      ),
    }),
  )
  .check(z.maxLength(DAY_STORIES_RECORDED_MAX));

const details: Readonly<Record<ItemDetail, z.ZodMiniType>> = {
  author: z.nullable(Line),
  image: z.nullable(Link),
};

const article: Readonly<Record<(typeof ARTICLE_COLUMNS)[number], z.ZodMiniType>> = {
  ...details,
  number: Number_,
  id: Id,
  story: Number_,
  outlet: Id,
  publisher: Line.check(z.minLength(1)),
  url: Link,
  page: text(8_192),
  title: Line,
  summary: LongText,
  image_file: z.nullable(json(File_)),
  categories: z.nullable(json(Categories)),
  published: Time,
  not_before: z.nullable(Time),
  seen: Time,
  passages: json(Passages),
  profile: bytes(1, 100_000),
  keys: bytes(4, 100_000),
  similarity: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  look_alikes: z.number().check(z.minimum(0), z.maximum(LOOK_ALIKES_MAX)),
  nearest: z.nullable(json(Nearest)),
  shared: json(Edges),
  related: json(z.array(Number_)),
  edited: z.nullable(Time),
  added: z.nullable(json(Added)),
  report: Flag,
  joined: Flag,
  unmerged: Flag,
  pinned: z.union([z.literal(0), z.literal(PINNED), z.literal(CHOSEN)]),
  moved: Flag,
  behind: Flag,
};

/** The row that a takedown keeps: its values are checked as an article's, with its bytes still in base64. */
const Kept = z.looseObject({
  row: z.looseObject({
    ...article,
    profile: z.looseObject({ b: z.base64() }),
    keys: z.looseObject({ b: z.base64() }),
  }),
  edges: z.array(z.tuple([Number_, Edge])),
});

/**
 * The settings of `meta` that belong to the index. The others tell of this deployment: what its KV holds, what of its day's budget
 * is spent. They are neither exported nor replaced.
 */
const META = {
  front_digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  front_changed: Time,
  outlets_by: z.literal('operator'),
} as const;

/** Rows of `meta` that a backup holds: JSON, for json_each. */
export const META_KEYS = JSON.stringify(Object.keys(META));

type Schemas = Readonly<Record<string, z.ZodMiniType>>;

/** By table, then by column: those of the primary key first. Rows of a backup stand in this order. */
export const ROW_SCHEMAS: Readonly<Record<string, Schemas>> = {
  meta: { key: z.enum(Object.keys(META)), value: z.unknown() },
  filing: {
    one: z.literal(1),
    next: Number_,
    articles: Count,
    stories: Count,
    last_filed: z.nullable(Time),
    sketch: z.nullable(bytes(1, 1_000_000)),
  },
  story: {
    number: Number_,
    id: Id,
    title: Line,
    published: Time,
    updated: Time,
    lead: Number_,
    lead_reason: z.enum(LEAD_REASONS),
    publishers: z.int().check(z.minimum(1), z.maximum(OUTLETS_MAX * 20)),
    merged_into: z.nullable(Number_),
    changed: Time,
    digest: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  },
  article: Object.fromEntries(ARTICLE_COLUMNS.map((name) => [name, article[name]])),
  past_story: {
    bucket: Count,
    part: Count,
    stories: z.string().check(z.maxLength(PAST_ROW_CHARS_MAX), z.regex(/^\n(?:[0-9a-z-]{1,64} [0-9a-z-]{0,64}\n)*$/)),
  },
  related: { other: Number_, story: Number_ },
  apart: { story: Number_, other: Number_ },
  aside: { article: Id, outlet: Id, seen: Time, tried: Time, reason: LongText, sent: json(Sent) },
  taken_down: {
    article: Id,
    outlet: Id,
    publisher: Line,
    page: text(8_192),
    story: Count,
    at: Time,
    reason: Line,
    kept: z.union([z.literal(''), json(Kept)]),
  },
  day: { date: z.string().check(z.refine(isDate, 'no date')), since: Time, at: Time, stories: json(DayStories) },
  outlet: { id: Id, position: Count, listed: Flag, settings: json(Settings) },
  outlet_status: { part: Count, statuses: json(z.array(Status)) },
};

/** Why these values cannot be a row of the table, in one sentence; undefined when they can. */
export function faultOf(table: string, row: Readonly<Record<string, unknown>>): string | undefined {
  for (const [column, schema] of Object.entries(ROW_SCHEMAS[table] ?? {})) {
    const fault = messageOf(schema, row[column]);
    if (fault) return `The value of ${table}.${column} cannot be used: ${fault}.`;
  }
  return disagreement(table, row);
}

function messageOf(schema: z.ZodMiniType, value: unknown): string | undefined {
  const read = schema.safeParse(value);
  return read.success ? undefined : (read.error.issues[0]?.message ?? 'it is of another kind');
}

/** Values that fit each by itself but not together. */
function disagreement(table: string, row: Readonly<Record<string, unknown>>): string | undefined {
  if (table === 'meta') {
    const key = row.key as keyof typeof META;
    const fault = messageOf(META[key], row.value);
    return fault && `The setting ${key} cannot be used: ${fault}.`;
  }
  const inside = (column: string) => JSON.parse(String(row[column])) as Record<string, unknown>;
  if (table === 'outlet' && inside('settings').id !== row.id) return `The settings of outlet ${row.id} are another's.`;
  if (table === 'outlet_status') {
    const stray = (JSON.parse(String(row.statuses)) as OutletStatus[]).find(
      ({ outlet }) => statusPart(outlet) !== row.part,
    );
    if (stray) return `The status of outlet ${stray.outlet} stands in another part than its own.`;
  }
  if (table === 'past_story') {
    const stray = readPast(String(row.stories)).find(({ id }) => pastBucket(id) !== row.bucket);
    if (stray) return `The past story ${stray.id} stands in another bucket than its own.`;
  }
  if (table === 'aside' && (inside('sent').id !== row.article || inside('sent').outlet !== row.outlet))
    return `The quarantined article ${row.article} is another.`;
  if (table === 'related' && row.story === row.other) return 'A story is related to itself.';
  if (table === 'apart' && Number(row.story) >= Number(row.other))
    return 'Of two stories kept apart the smaller number comes first.';
  return undefined;
}
