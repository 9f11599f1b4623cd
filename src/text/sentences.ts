/** White space after the end of a sentence and its closing quote or bracket. */
export const SENTENCE_END = /(?<=[.!?؟…]["”»)\]]?)\s+/u;
