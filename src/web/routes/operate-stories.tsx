/** The operator's pages of stories: finding one, correcting it, and what was taken down. Nothing is changed without a preview. */
import type { Context } from 'hono';
import type { ArticleDocument } from '../../documents/document.ts';
import { WHOLE } from '../../documents/slice.ts';
import type { Correction } from '../../story-index/api.ts';
import { parseSearch, spelledSearch } from '../../text/search.ts';
import { StoryId } from '../api/public-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { type Form, readForm } from '../http/form.ts';
import type { Done } from '../pages/operate/frame.tsx';
import {
  FindStoryPage,
  type FoundStory,
  PreviewPage,
  RepairsPage,
  repairsPath,
  TakedownsPage,
} from '../pages/operate/story-repairs.tsx';
import { doneIn, goTo, notDone, show } from './operate-answer.ts';
import { operatePage, type Route } from './route.ts';

const STORIES = '/operate/stories';
const TAKEN_DOWN = '/operate/taken-down';
const FOUND_MAX = 20;
/** A story's address may be longer than words may. UTF-16 units. */
const TYPED_CHARS_MAX = 300;
const REASON_CHARS_MAX = 500;

export const operateStoryRoutes = ({ now }: Parts): readonly Route[] => [
  operatePage('get', STORIES, async (c) => {
    const q = wordsIn(c);
    const found = await search(c, q);
    const id = storyAddress(q);
    if (id !== undefined && found.length === 1) return c.redirect(repairsPath(id), 303);
    return show(c, <FindStoryPage {...{ q, found, done: doneIn(c), now: now() }} />);
  }),
  operatePage('get', '/operate/stories/:id', async (c) => {
    const read = await storyIndex(c.env).story(c.req.param('id'));
    if (read.kind === 'moved') return c.redirect(repairsPath(read.to), 303);
    if (read.kind !== 'story') return notDone(c, 404, (words) => words.stories.gone, { back: STORIES });
    const q = wordsIn(c);
    const found = (await search(c, q)).filter(({ id }) => id !== read.story.id);
    return show(c, <RepairsPage {...{ story: read.story, q, found, done: doneIn(c), now: now() }} />);
  }),
  operatePage('post', '/operate/stories/:id', async (c) => {
    const form = await readForm(c);
    const deed = form && deedIn(form);
    const id = c.req.param('id');
    if (!deed) return notDone(c, 400, (words) => words.stories.cannot, { back: repairsPath(id) });
    return deed.do === 'down'
      ? takeDown(c, id, form, deed.article)
      : correct(c, id, deed, form.text('confirm') !== '1');
  }),
  operatePage('get', TAKEN_DOWN, async (c) => {
    const records = await storyIndex(c.env).takedowns();
    return show(c, <TakedownsPage {...{ records, done: doneIn(c), now: now() }} />);
  }),
  operatePage('post', '/operate/articles/:id/restore', async (c) => {
    const story = await storyIndex(c.env).putBack(c.req.param('id'));
    return story === undefined
      ? notDone(c, 404, (words) => words.nothingChanged, { back: TAKEN_DOWN })
      : goTo(c, TAKEN_DOWN, 'restored');
  }),
];

type Repair =
  | { readonly do: 'merge'; readonly into: string }
  | { readonly do: 'split'; readonly articles: readonly string[] }
  | { readonly do: 'lead'; readonly article: string | undefined };
type Deed = Repair | { readonly do: 'down'; readonly article: string };

/** Which of the form's buttons was pressed; undefined for none, and for a split of nothing. */
function deedIn(form: Form): Deed | undefined {
  if (form.text('into') !== '') return { do: 'merge', into: form.text('into') };
  if (form.text('lead') !== '') return { do: 'lead', article: form.text('lead') };
  if (form.text('down') !== '') return { do: 'down', article: form.text('down') };
  if (form.has('rule')) return { do: 'lead', article: undefined };
  const articles = form.all('article');
  return form.has('split') && articles.length > 0 ? { do: 'split', articles } : undefined;
}

/** The fields by which `deedIn` finds the deed again. */
function fieldsOf(deed: Deed): readonly (readonly [string, string])[] {
  switch (deed.do) {
    case 'merge':
      return [['into', deed.into]];
    case 'lead':
      return [deed.article === undefined ? ['rule', '1'] : ['lead', deed.article]];
    case 'down':
      return [['down', deed.article]];
    case 'split':
      return [['split', '1'], ...deed.articles.map((id) => ['article', id] as const)];
  }
}

const DONE = { merge: 'merged', split: 'split', lead: 'led' } as const satisfies Record<Repair['do'], Done>;

async function correct(c: Context<AppEnv>, id: string, deed: Repair, dry: boolean): Promise<Response> {
  const made = await carryOut(c, id, deed, dry);
  if (!made.ok) {
    const same = deed.do === 'merge' && made.status === 409;
    return notDone(c, made.status, ({ stories }) => (same ? stories.one : stories.cannot), {
      detail: [made.detail],
      back: repairsPath(id),
    });
  }
  if (!dry) return goTo(c, repairsPath(made.story), DONE[deed.do]);
  const reports = await reportsOf(c, id);
  return show(c, <PreviewPage story={id} fields={fieldsOf(deed)} changes={made.changes} reports={reports} />);
}

function carryOut(c: Context<AppEnv>, id: string, deed: Repair, dry: boolean): Promise<Correction> {
  const index = storyIndex(c.env);
  if (deed.do === 'merge') return index.merge(id, deed.into, dry);
  return deed.do === 'split' ? index.split(id, deed.articles, dry) : index.lead(id, deed.article, dry);
}

async function takeDown(c: Context<AppEnv>, story: string, form: Form, article: string): Promise<Response> {
  const dry = form.text('confirm') !== '1';
  const reason = form.text('reason').slice(0, REASON_CHARS_MAX);
  const counts = await storyIndex(c.env).takeDownArticle(article, reason, dry);
  if (!counts) return notDone(c, 404, (words) => words.stories.cannot, { back: repairsPath(story) });
  if (!dry) return goTo(c, TAKEN_DOWN, 'down');
  const down = (await reportsOf(c, story)).find(({ id }) => id === article);
  return show(c, <PreviewPage story={story} fields={fieldsOf({ do: 'down', article })} counts={counts} down={down} />);
}

/** What the story shows now. */
async function reportsOf(c: Context<AppEnv>, story: string): Promise<readonly ArticleDocument[]> {
  const read = await storyIndex(c.env).story(story);
  return read.kind === 'story' ? read.story.articles : [];
}

function wordsIn(c: Context<AppEnv>): string {
  return (c.req.query('q') ?? '').trim().slice(0, TYPED_CHARS_MAX);
}

/** The id in a story's address, or an id alone. */
function storyAddress(q: string): string | undefined {
  const id = q.split(/[?#]/, 1)[0]?.split('/stories/').at(-1)?.split('/', 1)[0];
  return id !== undefined && StoryId.safeParse(id).success ? id : undefined;
}

async function search(c: Context<AppEnv>, q: string): Promise<readonly FoundStory[]> {
  if (q === '') return [];
  const index = storyIndex(c.env);
  const id = storyAddress(q);
  const read = id === undefined ? undefined : await index.story(id);
  if (read?.kind === 'story') return [read.story];
  const words = spelledSearch(q);
  if (typeof parseSearch(words) === 'string') return [];
  return (await index.stories({ limit: FOUND_MAX, cursor: undefined, slice: { ...WHOLE, q: words } })).stories;
}
