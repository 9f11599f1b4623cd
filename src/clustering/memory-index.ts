/** The index in plain maps, for tests, `npm run cluster` and the benchmarks. It applies decisions exactly as the SQLite index does. */

import { decide } from './decide.ts';
import { addDocument, type DocumentFrequencySketch, emptySketch } from './document-frequency.ts';
import type {
  ArticleNumber,
  Decision,
  IncomingArticle,
  IndexPort,
  Member,
  Posting,
  StoryNumber,
} from './index-port.ts';
import { indexTerms } from './index-terms.ts';
import type { Model } from './model.ts';
import { sharedOut, voiceOf } from './voice-share.ts';

export interface FilingIndex extends IndexPort {
  /** Decides and records. undefined for an article that was filed before: nothing changes. */
  file(incoming: IncomingArticle): Decision | undefined;
  /** Story of an article; undefined when it was never filed. */
  storyOf(article: ArticleNumber): StoryNumber | undefined;
  /** Records an editor's decision that two stories are not one. */
  keepApart(one: StoryNumber, other: StoryNumber): void;
  /** Records an editor's decision on an article's story: no later decision moves it. */
  pin(article: ArticleNumber, story: StoryNumber): void;
}

export interface MemoryIndex extends FilingIndex {
  /** An index with the same articles, stories and counts, which decides by that model. What is filed into one does not change the other. */
  copy(model?: Model): MemoryIndex;
}

interface State {
  readonly postings: Map<number, Posting[]>;
  readonly members: Map<ArticleNumber, Member>;
  readonly stories: Map<StoryNumber, Set<ArticleNumber>>;
  readonly keptApart: Set<string>;
  readonly sketch: DocumentFrequencySketch;
  foundedLater: number;
}

function emptyState(): State {
  return {
    postings: new Map(),
    members: new Map(),
    stories: new Map(),
    keptApart: new Set(),
    sketch: emptySketch(),
    foundedLater: 0,
  };
}

function copyOf({ postings, members, stories, keptApart, sketch, foundedLater }: State): State {
  return {
    postings: new Map(Array.from(postings, ([term, articles]) => [term, [...articles]])),
    members: new Map(members),
    stories: new Map(Array.from(stories, ([story, articles]) => [story, new Set(articles)])),
    keptApart: new Set(keptApart),
    sketch: { documents: sketch.documents, slots: sketch.slots.slice() },
    foundedLater,
  };
}

/** Stories founded by articles that left another are numbered from here, above all article numbers. */
const FOUNDED_LATER = 2 ** 40;

export function memoryIndex(model?: Model): MemoryIndex {
  return indexOver(emptyState(), model);
}

function indexOver(state: State, model: Model | undefined): MemoryIndex {
  const { postings, members, stories, keptApart, sketch } = state;
  const assign = (member: Member): void => {
    stories.get(members.get(member.article)?.story ?? 0)?.delete(member.article);
    members.set(member.article, member);
    const story = stories.get(member.story) ?? new Set();
    stories.set(member.story, story.add(member.article));
  };
  const at = (article: ArticleNumber): Member => {
    const member = members.get(article);
    if (!member) throw new Error(`Article ${article} is not in the index.`);
    return member;
  };
  const pair = (one: StoryNumber, other: StoryNumber): string => `${Math.min(one, other)} ${Math.max(one, other)}`;

  const index: MemoryIndex = {
    posting: (term, limit) => sharedOut((postings.get(term) ?? []).toReversed(), limit, ({ voice }) => voice),
    members: (articles) => articles.flatMap((article) => members.get(article) ?? []),
    membersOf: (wanted) => wanted.flatMap((story) => [...(stories.get(story) ?? [])].map(at)),
    documentFrequencies: () => sketch,
    apart: (one, other) => keptApart.has(pair(one, other)),
    storyOf: (article) => members.get(article)?.story,
    keepApart: (one, other) => void keptApart.add(pair(one, other)),
    pin: (article, story) => assign({ ...at(article), story, pinned: true }),
    copy: (other = model) => indexOver(copyOf(state), other),
    file(incoming) {
      if (members.has(incoming.article)) return undefined;
      const decision = decide(incoming, index, model);
      for (const { from, into } of decision.merges)
        for (const m of index.membersOf([from])) assign({ ...m, story: into });
      for (const { article, to } of decision.moves) {
        assign({ ...at(article), story: to ?? FOUNDED_LATER + state.foundedLater++, moved: true });
      }
      const story = decision.story ?? incoming.article;
      assign({ ...incoming, lookAlikes: decision.lookAlikes, story, pinned: false, moved: false });
      const filed: Posting = { article: incoming.article, voice: voiceOf(incoming.publisher) };
      for (const term of indexTerms(incoming.fingerprint)) {
        const posting = postings.get(term);
        if (posting) posting.push(filed);
        else postings.set(term, [filed]);
      }
      addDocument(sketch, incoming.fingerprint, decision.told);
      return decision;
    },
  };
  return index;
}
