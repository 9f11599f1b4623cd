/** Parts of several schemas. The locale is imported alone, because the package's index brings all fifty, 260 KB. */
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { WATCH_NAME, WATCH_NAME_CHARS_MAX } from '../../documents/watch.ts';

z.config(en());

export const described = <T extends z.ZodMiniType>(schema: T, description: string): T =>
  schema.check(z.describe(description));

/** In JSON: RFC 3339, UTC. */
export const Time = described(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)), 'RFC 3339, UTC');
export const Id = z.string().check(z.regex(/^[0-9a-z]{1,32}$/));
export const HttpUrl = described(z.url({ protocol: /^https?$/ }).check(z.maxLength(2000)), 'absolute http(s) address');
export const Count = z.int().check(z.minimum(0));

/** The suffix tells a story apart from an older one that the same article founded before it was split off or moved. */
export const StoryId = described(z.string().check(z.regex(/^[0-9a-z]{1,32}(-[0-9a-z]{1,11})?$/)), 'id of a story');
export const OutletId = described(Id, 'id of an outlet');
export const ArticleId = described(Id, 'id of an article');
export const WatchName = described(
  z.string().check(z.regex(WATCH_NAME), z.maxLength(WATCH_NAME_CHARS_MAX)),
  'name of a watch',
);
