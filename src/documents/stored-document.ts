/**
 * Checks a story's document as it is read from KV. KV may hold what older or newer code wrote, what was edited by hand, or another
 * story's value. What does not fit is never shown: the reader asks the index instead.
 */
import * as z from 'zod/mini';
import { LEAD_REASONS, type StoryDocument, type StoryRedirect } from './document.ts';

/** The time of a Date that RFC 3339 can write: years 0 to 9999, ms since the epoch. */
const Time = z.int().check(z.minimum(-62_167_219_200_000), z.maximum(253_402_300_799_999));
const Count = z.int().check(z.minimum(0));
const Text = z.string();
const Name = z.string().check(z.minLength(1));
const Link = z.string().check(z.regex(/^https?:\/\//i));
/** A member that JSON leaves out when it is undefined. */
const maybe = z.optional;

const ArticleSchema = z.strictObject({
  id: Name,
  guid: Name,
  outlet: z.strictObject({ id: Name, name: Text, home: maybe(Text), feed: Text, country: maybe(Text) }),
  publisher: Name,
  title: Text,
  url: Link,
  excerpt: Text,
  author: maybe(Text),
  image: maybe(Link),
  imageFile: maybe(
    z.strictObject({ type: maybe(Text), width: maybe(Count), height: maybe(Count), bytes: maybe(Count) }),
  ),
  published: Time,
  notBefore: maybe(Time),
  seen: Time,
  edited: maybe(Time),
  similarity: maybe(z.number().check(z.minimum(0), z.maximum(1))),
  evidence: maybe(z.strictObject({ outlet: Text, words: z.array(Text), passages: Count })),
  shared: z.array(z.tuple([Count, Count])),
});

const StorySchema = z.strictObject({
  id: Name,
  guid: Name,
  title: Text,
  url: z.union([Link, z.literal('')]),
  published: Time,
  updated: Time,
  changed: Time,
  outlets: z.int().check(z.minimum(1)),
  categories: z.array(Text),
  lead: z.strictObject({ article: Text, reason: z.enum(LEAD_REASONS) }),
  articles: z.array(ArticleSchema).check(z.minLength(1)),
  passages: z.array(
    z.strictObject({
      carriers: z.array(Name).check(z.minLength(1)),
      earliest: Time,
      wordings: z.array(Text).check(z.minLength(1)),
      reworded: z.array(Count),
    }),
  ),
  related: z.array(z.strictObject({ id: Name, title: Text, published: Time })),
});

const RedirectSchema = z.strictObject({ id: Name, movedTo: Name });

/** The document in `value`, parsed JSON, that is stored for the story `id`. undefined when it is none, or another story's. */
export function storedStory(id: string, value: unknown): StoryDocument | StoryRedirect | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value) || value.id !== id) return undefined;
  if ('movedTo' in value) {
    const redirect = RedirectSchema.safeParse(value);
    return redirect.success && redirect.data.movedTo !== id ? redirect.data : undefined;
  }
  const read = StorySchema.safeParse(value);
  // JSON has no undefined members, so what the schema calls optional is what the type calls undefined.
  return read.success && isConsistent(read.data as StoryDocument) ? (read.data as StoryDocument) : undefined;
}

/** No id stands twice, and the lead is one of the articles. Readers pass over a shared passage that is not there. */
function isConsistent({ articles, lead, related }: StoryDocument): boolean {
  const ids = new Set(articles.map((article) => article.id));
  return (
    ids.size === articles.length &&
    new Set(articles.map((article) => article.guid)).size === articles.length &&
    (lead.article === '' || ids.has(lead.article)) &&
    new Set(related.map((one) => one.id)).size === related.length
  );
}
