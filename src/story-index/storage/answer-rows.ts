/**
 * Answers to readers' queries that outlive the object's memory, which it loses after seconds without a call. A row each, written while queries
 * are ahead of the day only, and at most once an hour for each of ANSWERS_STORED_MAX: 1,500 rows a day.
 */

/** More than a site names in its pages; who asks for others finds them in memory. */
const ANSWERS_STORED_MAX = 64;
const STORED_MS = 24 * 60 * 60_000;
/** UTF-16 units of an answer: a row has at most 2 MB. */
const ANSWER_CHARS_MAX = 600_000;

interface StoredAnswer {
  readonly answer: object | string;
  /** When it was asked, ms since the epoch. */
  readonly at: number;
}

export interface AnswerStore {
  readonly read: (key: string) => StoredAnswer | undefined;
  readonly write: (key: string, stored: StoredAnswer) => void;
  readonly clear: () => void;
}

export function answerStore(sql: SqlStorage): AnswerStore {
  return {
    read(key) {
      const row = sql
        .exec<{ at: number; answer: string }>('SELECT at, answer FROM answer WHERE key = ?', key)
        .toArray()[0];
      return row && { at: row.at, answer: JSON.parse(row.answer) as StoredAnswer['answer'] };
    },
    write(key, { answer, at }) {
      const text = JSON.stringify(answer);
      if (text.length > ANSWER_CHARS_MAX) return;
      try {
        // What a clock that was ahead has dated must not fill the places for years.
        sql.exec('DELETE FROM answer WHERE at NOT BETWEEN ? AND ?', at - STORED_MS, at + STORED_MS);
        sql.exec(
          `INSERT INTO answer (key, at, answer) SELECT ?1, ?2, ?3
         WHERE (SELECT count(*) FROM answer) < ?4 OR EXISTS (SELECT 1 FROM answer WHERE key = ?1)
         ON CONFLICT (key) DO UPDATE SET at = ?2, answer = ?3`,
          ...[key, at, text, ANSWERS_STORED_MAX],
        );
      } catch {
        // No reader is refused because the day's rows are used up.
      }
    },
    clear() {
      sql.exec('DELETE FROM answer');
    },
  };
}
