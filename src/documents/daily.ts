/** The days: each morning's most carried stories, as they stood when the day was published. All times are ms since the epoch. */

/** An article of a day's story: the first of its publisher. */
interface DayArticle {
  readonly id: string;
  readonly outlet: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly url: string;
}

export interface DayStory {
  readonly id: string;
  readonly title: string;
  /** The lead article's address. */
  readonly url: string;
  /** Publishers that carried it within the day. */
  readonly publishers: number;
  /** Of those publishers, by the operator's list. */
  readonly countries: readonly string[];
  /** The first seen first, at most DAY_OUTLETS_MAX. */
  readonly articles: readonly DayArticle[];
}

/** Its date, `at` and guid never change. What is taken down leaves it. */
export interface DayDocument {
  /** In the operator's zone: 2026-11-22. */
  readonly date: string;
  /** What was seen at or after `since` and before `at`, when it was published. */
  readonly since: number;
  readonly at: number;
  /** By publishers, then countries. */
  readonly stories: readonly DayStory[];
}

export interface DailyDocument {
  readonly changed: number;
  /** Newest first. A day on which no story was carried by two publishers has none. */
  readonly days: readonly DayDocument[];
}

/** `days` days after the date; before it where negative. `date` is 2026-11-22. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether the text is a date of the calendar as we write it. */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dateAfter(text, 0) === text
  );
}
