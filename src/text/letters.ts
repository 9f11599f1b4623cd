/** Names for the letters in rules, because many look alike in source. The names are Unicode's, shortened. */
export const ALEF = '\u0627';
export const ALEF_WASLA = '\u0671';
export const ALEF_MAKSURA = '\u0649';
export const BEH = '\u0628';
export const TEH_MARBUTA = '\u0629';
export const TEH = '\u062A';
export const THEH = '\u062B';
export const DAL = '\u062F';
export const THAL = '\u0630';
export const ZAIN = '\u0632';
export const SEEN = '\u0633';
export const SHEEN = '\u0634';
export const SAD = '\u0635';
export const TAH = '\u0637';
export const GHAIN = '\u063A';
export const QAF = '\u0642';
export const FEH = '\u0641';
export const KAF = '\u0643';
export const LAM = '\u0644';
export const NOON = '\u0646';
export const HEH = '\u0647';
export const WAW = '\u0648';
export const YEH = '\u064A';
export const TATWEEL = '\u0640';

export const FARSI_YEH = '\u06CC';
export const KEHEH = '\u06A9';
export const HEH_GOAL = '\u06C1';
export const TEH_MARBUTA_GOAL = '\u06C3';
export const VEH = '\u06A4';
export const PEH = '\u067E';
export const TCHEH = '\u0686';
export const GAF = '\u06AF';
export const JEEM = '\u062C';

export const ARABIC_INDIC_ZERO = 0x0660;
export const EXTENDED_ARABIC_INDIC_ZERO = 0x06f0;
