/**
 * The columns of `article`, listed once: INSERT, SELECT and the backup are made from this list, and a test compares it with
 * the table.
 */
import { type Article, ITEM_DETAILS, type ItemDetail, type ItemDetails, itemDetails } from '../../documents/article.ts';

/** In the order of a backup's values. */
export const ARTICLE_COLUMNS = [
  ...(['number', 'id', 'story', 'outlet', 'publisher', 'url', 'page', 'title', 'summary'] as const),
  ...ITEM_DETAILS,
  ...(['image_file', 'categories', 'look_alikes'] as const),
  ...(['published', 'not_before', 'seen', 'passages', 'profile', 'keys', 'similarity', 'nearest', 'shared'] as const),
  ...(['related', 'edited', 'added', 'report', 'joined', 'unmerged', 'pinned', 'moved', 'behind'] as const),
] as const;

type Column = (typeof ARTICLE_COLUMNS)[number];

/** A whole row. A column named above without a type below does not compile. */
type ArticleColumns = { readonly [Name in Column]: ColumnTypes[Name] };

type ColumnTypes = { [Name in ItemDetail]: string | null } & {
  number: number;
  id: string;
  story: number;
  outlet: string;
  publisher: string;
  url: string;
  page: string;
  title: string;
  summary: string;
  image_file: string | null;
  categories: string | null;
  published: number;
  not_before: number | null;
  seen: number;
  /** JSON: string[]. */
  passages: string;
  profile: ArrayBuffer;
  keys: ArrayBuffer;
  similarity: number | null;
  look_alikes: number;
  /** JSON: {article, words}. */
  nearest: string | null;
  /** JSON: SharedEdge[]. */
  shared: string;
  /** JSON: StoryNumber[], as they were numbered then: a story may have been merged since. */
  related: string;
  edited: number | null;
  /** JSON: (number | null)[], for each passage that an edit brought the reading before it, ms; NULL where no edit brought any. */
  added: string | null;
  report: number;
  joined: number;
  unmerged: number;
  pinned: number;
  moved: number;
  /** 1: it came to its story after another listing of its page: `moveMembers`. */
  behind: number;
};

/** `pinned` of an article that an editor put where it is; CHOSEN: who also said that it leads its story. */
export const PINNED = 1;
export const CHOSEN = 2;

/** SQL for `earliest` of an article. */
export const EARLIEST = 'max(published, coalesce(not_before, published))';

/** Columns that later decisions set. A new row takes the table's defaults. */
const SET_LATER = ['edited', 'added', 'pinned', 'moved', 'behind'] as const;
/** Columns that documents do not read, because they are never shown and two of them are a kilobyte each. */
const UNSHOWN = ['profile', 'keys', 'look_alikes', 'report', 'joined', 'unmerged', 'pinned', 'moved'] as const;

/** The columns that documents are made from. */
export type ArticleRow = Omit<ArticleColumns, (typeof UNSHOWN)[number]>;
type NewArticleRow = Omit<ArticleColumns, (typeof SET_LATER)[number] | ItemDetail> & ItemDetails;

const shown = ARTICLE_COLUMNS.filter((name) => !(UNSHOWN as readonly Column[]).includes(name));
const inserted = ARTICLE_COLUMNS.filter(isInserted);

function isInserted(name: Column): name is keyof NewArticleRow {
  return !(SET_LATER as readonly Column[]).includes(name);
}

/** The columns of what an article takes from its feed besides its words and its link. */
export function detailColumns({ categories, imageFile, ...article }: Omit<Article, 'id'>) {
  return {
    ...itemDetails(article),
    image_file: imageFile ? JSON.stringify(imageFile) : null,
    categories: categories.length > 0 ? JSON.stringify(categories) : null,
  };
}

/** The articles of all `stories`, in order of arrival. */
export function articlesOf(sql: SqlStorage, stories: readonly number[]): ArticleRow[] {
  return sql
    .exec<ArticleRow>(
      `SELECT ${shown.join(', ')} FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN article ON story = wanted ORDER BY number`,
      JSON.stringify([...new Set(stories)]),
    )
    .toArray();
}

/** What an edit may renew. Identity, page, dates, outlet, publisher and what an editor decided stay. */
export const RENEWED = [
  ...(['url', 'title', 'summary', 'image_file', 'categories'] as const),
  ...ITEM_DETAILS,
  ...(['passages', 'profile', 'keys', 'similarity', 'nearest', 'shared', 'related'] as const),
  ...(['edited', 'added', 'report'] as const),
] as const;

export type FiledArticle = { [Name in Column]: ColumnTypes[Name] };

/** A whole row; undefined for an article that is not filed. */
export function filedArticle(sql: SqlStorage, id: string): FiledArticle | undefined {
  return sql.exec<FiledArticle>(`SELECT ${ARTICLE_COLUMNS.join(', ')} FROM article WHERE id = ?`, id).toArray()[0];
}

type Renewed = { readonly [Name in (typeof RENEWED)[number]]?: ColumnTypes[Name] | undefined };

/** Sets the columns that `to` names; undefined is NULL. */
export function updateArticle(sql: SqlStorage, number: number, to: Renewed): void {
  const names = RENEWED.filter((name) => name in to);
  sql.exec(
    `UPDATE article SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE number = ?`,
    ...names.map((name) => to[name] ?? null),
    number,
  );
}

export function insertArticle(sql: SqlStorage, row: NewArticleRow): void {
  sql.exec(
    `INSERT INTO article (${inserted.join(', ')}) VALUES (${inserted.map(() => '?').join(', ')})`,
    ...inserted.map((name) => row[name] ?? null),
  );
}
