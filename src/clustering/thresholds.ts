/**
 * The thresholds by which stories are decided. All are natural log-odds that two articles tell one story, or margins between such log-odds.
 * Averages over a story's publishers are compared with them: an average is lower than what a single pair must bring, because the least similar
 * members count in it.
 */

/** Log-odds of a pair are clipped to ±this: one pair can be no surer than 400 to 1, so that no pair outweighs a whole story. */
export const LOG_ODDS_MAX = 6;

/**
 * An article joins a story from this average on: 44 %. Chosen where a service runs: in an index in use that holds outlets of several countries.
 * From -0.25 to -0.4 F1 stays there, precision falls by a point and a half, and of Saudi stories one in fifty more holds something foreign.
 */
export const JOIN_THRESHOLD = -0.25;
/** Two stories merge from this average between their members on: the evidence needed is the same as for joining. */
export const MERGE_THRESHOLD = JOIN_THRESHOLD;
/** An earlier article moves to another story that it fits better than its own by this margin. Smaller ones move articles back and forth. */
export const MOVE_MARGIN = 0.5;
/**
 * An earlier article leaves its story when its average is this far below the join threshold. The smaller the margin, the less the order of
 * arrival matters.
 */
export const LEAVE_MARGIN = 0.1;

/**
 * With any one publisher left out, a join or a merger must still average this much: 1 in 20. Unrelated texts are below it. Between -4 and -2 the
 * mean F1 of nine sets moves by less than a tenth of a point.
 */
export const OBJECTION_THRESHOLD = -3;
/**
 * With one publisher left out, an average this high, 73 %, takes an article into its story and holds it there, whatever that publisher's own
 * articles say: nobody keeps others out of a story by filing into it. With 2 or 3 the mean F1 of nine sets is the same within a tenth of a point.
 */
export const STAY_THRESHOLD = 1;

/** A story is not considered when its best candidate is below this: 1 in 50. */
export const TOO_FAR_THRESHOLD = -4;
/** Log-odds to one member, ignoring time, from which its story is related. Not below TOO_FAR_THRESHOLD, for candidates below it are dropped. */
export const RELATED_THRESHOLD = TOO_FAR_THRESHOLD;
/** Log-odds to a candidate, ignoring time, from which reworded passages are looked for. */
export const REWORDED_THRESHOLD = -1;
/** Log-odds above which a pair is checked for templated news. Below it the answer would change nothing. */
export const TEMPLATED_NEWS_THRESHOLD = -3;
