/** Requests and responses of watches. */
import * as z from 'zod/mini';
import { ALERT_FORMATS } from '../../documents/watch.ts';
import { SliceQuerySchema } from './public-schema.ts';
import { Count, described, HttpUrl, Time } from './schema-parts.ts';

const { since: _, publishers: __, ...conditions } = SliceQuerySchema.shape;

const AlertInputSchema = z.strictObject({
  url: described(HttpUrl, 'where it is posted: a public address, which no answer tells afterwards'),
  format: z._default(described(z.enum(ALERT_FORMATS), 'of the body'), 'json'),
  secret: z.optional(
    described(
      z
        .string()
        .check(
          z.regex(
            /^whsec_(?:[A-Za-z\d+/]{4}){8,21}(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/,
            'must be whsec_ and the base64 of 24 to 64 bytes',
          ),
        ),
      'signs each alert: whsec_ and the base64 of 24 to 64 bytes; made, and told once, if absent',
    ),
  ),
  chat: z.optional(
    described(
      z.string().check(z.regex(/^(?:@\w{1,64}|-?\d{1,20})$/, 'must be a number or @name')),
      'the chat’s id; only of telegram, which needs it',
    ),
  ),
  enters: z.optional(
    described(z.boolean(), 'tell each story that enters the watch; true if absent, unless `publishers` is given'),
  ),
  publishers: z.optional(
    described(
      z.int().check(z.minimum(2), z.maximum(1000)),
      'tell each story once so many publishers carry it in the watch',
    ),
  ),
});

export const WatchInputSchema = z.strictObject({
  name: described(
    z.string(),
    'its page is /w/{name}: lower-case Latin letters, Arabic letters and digits, with single hyphens between them',
  ),
  ...conditions,
  publishers: z._default(
    described(z.int().check(z.minimum(1), z.maximum(1000)), 'only stories carried by at least that many publishers'),
    1,
  ),
  alert: z.optional(AlertInputSchema),
});

export const WatchMadeSchema = z.object({
  name: z.string(),
  page: z.string(),
  secret: z.optional(described(z.string(), 'that was made for its alerts: keep it, it is not told again')),
});

export const WatchTestedSchema = z.object({
  name: z.string(),
  taken: described(z.literal(true), 'the receiver answered 2xx'),
});

export const WatchRemovedSchema = z.object({ name: z.string() });

const GivenUpSchema = z.object({
  story: z.string(),
  title: z.string(),
  reason: z.enum(['entered', 'publishers']),
  id: described(z.string(), 'the webhook-id'),
  made: Time,
});

export const WatchSchema = z.object({
  name: z.string(),
  page: z.string(),
  slice: described(z.string(), 'address of the same stories as a slice'),
  created: Time,
  alert: z.optional(
    z.object({
      format: z.enum(ALERT_FORMATS),
      host: described(z.string(), 'of the receiver; the whole address may be a secret'),
      enters: z.boolean(),
      publishers: z.optional(Count),
      delivered: z.optional(described(Time, 'when the receiver last took one, to within two hours')),
      ended: z.optional(described(Time, 'when it answered 410: nothing is sent any longer')),
      waiting: Count,
      failures: described(Count, 'in a row'),
      failure: z.optional(described(z.string(), 'why the last failed')),
      full: described(z.boolean(), 'as many were made in 24 hours as there may be: further stories are not told'),
      givenUp: described(z.array(GivenUpSchema), 'the latest that the receiver did not take for a day'),
    }),
  ),
});

export const WatchesSchema = z.object({ watches: z.array(WatchSchema) });
