/** Requests and responses of the operator's routes, and of outlets and health. */
import * as z from 'zod/mini';
import { MONTH } from '../../feeds/opml.ts';
import { PUBLISHER_CHARS_MAX } from '../../feeds/publisher.ts';
import { ITEMS_PER_DAY_DEFAULT, OUTLETS_MAX } from '../../limits.ts';
import { Count, described, HttpUrl, Id, StoryId, Time } from './schema-parts.ts';

export const OutletInputSchema = z.strictObject({
  feed: HttpUrl,
  name: z.optional(
    described(z.string().check(z.trim(), z.minLength(1), z.maxLength(200)), 'host of the feed if absent'),
  ),
  home: z.optional(HttpUrl),
  publisher: z.optional(
    described(
      z.string().check(z.trim(), z.minLength(1), z.maxLength(PUBLISHER_CHARS_MAX)),
      'whom it counts as: a domain or a name. If absent, the domain of `home`, else of `feed`; outlets of one publisher count once',
    ),
  ),
  group: z.optional(z.string().check(z.maxLength(200))),
  priority: z._default(
    described(z.int().check(z.minimum(-100), z.maximum(100)), 'preference for the lead, higher first'),
    0,
  ),
  summaryOnly: z._default(described(z.boolean(), 'use title and summary only'), false),
  disabled: z._default(z.boolean(), false),
  unmerged: z._default(described(z.boolean(), 'its articles always stand alone'), false),
  userAgent: z.optional(
    described(
      z.string().check(z.regex(/^[\x20-\x7e]{1,300}$/, 'must be 1 to 300 printable ASCII characters')),
      'sent instead of ours; printable ASCII',
    ),
  ),
  itemsPerDay: z.optional(
    described(
      z.int().check(z.minimum(1), z.maximum(10_000)),
      `most items filed in 24 hours; ${ITEMS_PER_DAY_DEFAULT} if absent`,
    ),
  ),
  checked: z.optional(
    described(
      z.string().check(z.regex(MONTH, 'must be a month such as 2026-11')),
      'month in which somebody last said that the address works: 2026-11',
    ),
  ),
});
/** One outlet by its feed, or by the site whose page names its feed. */
export const AddOutletSchema = z.strictObject({
  ...OutletInputSchema.shape,
  feed: z.optional(HttpUrl),
  site: z.optional(
    described(HttpUrl, 'in place of `feed`: the feed that its page names is added; several are named in a 409'),
  ),
});
export const FindFeedsSchema = z.strictObject({
  address: described(
    z.string().check(z.trim(), z.minLength(4), z.maxLength(2000)),
    'of a site or a feed; https if it names no scheme',
  ),
  userAgent: OutletInputSchema.shape.userAgent,
});
export const FoundFeedsSchema = z.union([
  z.object({
    kind: z.literal('feed'),
    address: described(z.string(), 'after redirects'),
    title: z.optional(z.string()),
    home: z.optional(z.string()),
    items: Count,
    newest: described(z.array(z.string()), 'titles of the first items'),
    warnings: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('page'),
    address: z.string(),
    title: z.optional(z.string()),
    feeds: z.array(z.object({ address: z.string(), title: z.optional(z.string()) })),
  }),
]);
/** What PATCH changes: a setting that is not named stays, null takes it away. The feed stays, because the id is made from it. */
export const ChangeOutletSchema = z
  .strictObject({
    name: z.optional(OutletInputSchema.shape.name.def.innerType),
    home: z.optional(z.nullable(HttpUrl)),
    publisher: z.optional(z.nullable(OutletInputSchema.shape.publisher.def.innerType)),
    group: z.optional(z.nullable(OutletInputSchema.shape.group.def.innerType)),
    priority: z.optional(OutletInputSchema.shape.priority.def.innerType),
    summaryOnly: z.optional(OutletInputSchema.shape.summaryOnly.def.innerType),
    disabled: z.optional(described(z.boolean(), 'true: listed and not read, with all else as it is')),
    unmerged: z.optional(OutletInputSchema.shape.unmerged.def.innerType),
    userAgent: z.optional(z.nullable(OutletInputSchema.shape.userAgent.def.innerType)),
    itemsPerDay: z.optional(z.nullable(OutletInputSchema.shape.itemsPerDay.def.innerType)),
  })
  .check(z.refine((changes) => Object.keys(changes).length > 0, 'name at least one setting'));
export const OutletsInputSchema = z.strictObject({
  outlets: z.array(OutletInputSchema).check(z.maxLength(OUTLETS_MAX)),
});

const VisibleSchema = z.object({
  by: described(Time, 'when readers see the change, if nothing below stands against it'),
  detail: described(z.string(), 'which parts show it when, and what may delay it'),
});

/** An outlet's settings as they are stored. */
const StoredOutletSchema = z.object({
  id: z.string(),
  name: z.string(),
  feed: z.string(),
  home: z.optional(z.string()),
  publisher: z.optional(z.string()),
  group: z.optional(z.string()),
  priority: z.number(),
  summaryOnly: z.boolean(),
  disabled: z.boolean(),
  unmerged: z.boolean(),
  userAgent: z.optional(z.string()),
  itemsPerDay: z.optional(z.number()),
  checked: z.optional(z.string()),
});

export const ChangedOutletSchema = z.extend(StoredOutletSchema, { visible: VisibleSchema });

export const OutletStateSchema = z.extend(StoredOutletSchema, {
  publisher: described(
    z.string(),
    'whom it counts as: what the operator set, else the registrable domain of `home`, else of `feed`; its id where these name nobody',
  ),
  status: z.object({
    state: z.enum(['new', 'ok', 'failing', 'disabled']),
    detail: described(z.string(), 'what went wrong, or right, in one sentence'),
    failure: z.optional(
      described(
        z.object({
          reason: z.string(),
          httpStatus: z.optional(z.int()),
          about: z.optional(described(z.string(), 'the content encoding, or the address that a page leads to')),
        }),
        'why it was not read, as a code; absent unless `state` is `failing`',
      ),
    ),
    notes: z.array(z.string()),
    lastTried: z.optional(Time),
    lastSuccess: z.optional(Time),
    lastItem: z.optional(Time),
    nextDue: Time,
    failures: described(Count, 'in a row'),
  }),
});
export const OutletsSchema = z.object({ outlets: z.array(OutletStateSchema) });

const Configuration = z.optional(
  described(z.array(z.string()), 'settings and bindings that cannot be used, a sentence each; absent when all is well'),
);

export const HealthSchema = z.object({
  ready: z.boolean(),
  detail: z.string(),
  configuration: Configuration,
  articles: Count,
  stories: Count,
  unpublished: described(Count, 'stories decided and not yet in KV'),
  aside: described(Count, 'articles that could not be filed: kept whole, tried again every hour'),
  thrift: described(
    z.int().check(z.minimum(0), z.maximum(3)),
    'how sparing the day is: 0 not at all; 1 outlets are asked half as often, 2 a quarter as often, 3 only where items would be lost',
  ),
  lastFiled: z.optional(Time),
  lastPublished: z.optional(Time),
  outlets: z.object({ ok: Count, failing: Count, new: Count, disabled: Count }),
});

export const TodaySchema = z.object({
  used: described(
    z.object({
      rowsRead: Count,
      rowsWritten: Count,
      objectRequests: Count,
      kvWrites: Count,
      queryRows: described(Count, 'of the rows read: for readers’ queries'),
    }),
    'on this UTC day',
  ),
  plan: described(
    z.object({
      rowsRead: z.optional(Count),
      rowsWritten: z.optional(Count),
      objectRequests: z.optional(Count),
      kvWrites: Count,
    }),
    'what may be used of each a day; absent: as much as you like',
  ),
  waiting: described(Count, 'documents that are not in KV yet'),
  unfiled: described(Count, 'articles that could not be recorded and are kept nowhere else yet'),
  articles: Count,
  stories: Count,
  quarantined: described(
    z.array(
      z.object({
        article: z.string(),
        outlet: z.string(),
        title: z.string(),
        url: z.string(),
        seen: Time,
        tried: Time,
        reason: z.string(),
      }),
    ),
    'articles that could not be filed, at most 100, the latest first',
  ),
  lastFiled: z.optional(Time),
  lastPublished: z.optional(Time),
});

/** In a query. */
const flag = (description: string) => z.optional(described(z.enum(['0', '1']), description));

export const IngestQuerySchema = z.object({
  force: flag('1: also outlets that are not due'),
});
/** What a publication did. */
export const PublishedSchema = z.object({
  written: described(Count, 'documents written to KV'),
  left: described(Count, 'documents still waiting'),
  rationed: described(z.boolean(), 'true: the share of KV writes for this part of the day is spent'),
  failure: z.optional(described(z.string(), 'why the first failed write failed')),
});
export const IngestReportSchema = z.object({
  outlets: z.array(
    z.object({
      outlet: z.string(),
      name: z.string(),
      outcome: z.enum(['not-due', 'unchanged', 'read', 'failed', 'disabled']),
      filed: described(Count, 'articles new to the index'),
      detail: z.string(),
    }),
  ),
  filed: Count,
  configuration: Configuration,
  published: PublishedSchema,
});
export const DryQuerySchema = z.object({
  dry: flag('1: changes nothing, and answers what would change'),
});
export const MergeInputSchema = z.strictObject({ into: StoryId });
export const LeadInputSchema = z.strictObject({
  article: described(z.nullable(Id), 'leads until it leaves the story or another is chosen; null: led by rule again'),
});
const StoryStateSchema = z.object({
  title: z.string(),
  lead: described(z.string(), 'id of the article that leads'),
  reports: Count,
  publishers: Count,
});
export const SplitInputSchema = z.strictObject({ articles: z.array(Id).check(z.minLength(1), z.maxLength(1000)) });
export const CorrectedStorySchema = z.object({
  story: z.string(),
  changes: described(
    z.array(
      z.object({
        story: z.string(),
        before: z.optional(described(StoryStateSchema, 'absent: founded by this')),
        after: z.optional(described(StoryStateSchema, 'absent: it redirects to `movedTo`')),
        movedTo: z.optional(z.string()),
      }),
    ),
    'every story that is another than before',
  ),
  visible: z.optional(described(VisibleSchema, 'absent from a dry run')),
});
export const PutBackSchema = z.object({ story: z.string(), visible: VisibleSchema });
const takedown = {
  dry: flag('1: only count'),
  reason: z._default(
    described(z.string().check(z.maxLength(500)), 'why, for the record that only the operator sees'),
    '',
  ),
};
export const TakeDownQuerySchema = z.object(takedown);
export const TakeDownOutletQuerySchema = z.object({
  articles: flag('1: also take down every article that it filed'),
  ...takedown,
});
export const TakenDownSchema = z.object({
  articles: described(Count, 'taken down; 0 if they were before'),
  stories: described(Count, 'that live on with the articles of others'),
  emptied: described(Count, 'that have no article left: their ids answer 410'),
  visible: z.optional(described(VisibleSchema, 'absent from a dry run')),
});
export const TakedownsSchema = z.object({
  articles: z.array(
    z.object({
      article: z.string(),
      outlet: z.string(),
      title: z.string(),
      url: z.string(),
      at: Time,
      reason: z.string(),
    }),
  ),
});
export const RestoredBackupSchema = z.object({
  rows: Count,
  notes: z.optional(described(z.array(z.string()), 'what the backup could not bring back, a sentence each')),
});
export const RepublishedSchema = z.object({ marked: Count });
export const ReplaceOutletsQuerySchema = z.object({
  empty: flag('1: the list may be empty, which removes every outlet'),
});
export const OutletsReplacedSchema = z.object({
  outlets: Count,
  visible: VisibleSchema,
  leftOut: z.optional(
    described(
      z.array(z.string()),
      'a sentence for each entry of the OPML that cannot be used; absent when all were taken',
    ),
  ),
});
