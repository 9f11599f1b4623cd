/** Titles that a content management system cut to a length, in the middle of a tag, a comment, an entity or a CDATA section. */

const TAGS = (
  'a abbr article aside audio b big blockquote br button center cite code dd del div dl dt em embed figcaption figure font ' +
  'footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins label li link main mark meta nav object ol p picture pre q ' +
  's script section small source span strike strong style sub sup svg table tbody td th thead time title tr tt u ul video wbr'
).split(' ');
const ENTITIES = (
  'amp lt gt quot apos nbsp laquo raquo lsaquo rsaquo hellip ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo bull middot shy ' +
  'zwnj zwj lrm rlm ensp emsp thinsp copy reg trade deg times euro pound cent eacute egrave agrave ccedil'
).split(' ');
const TAG_BEGINNINGS = beginnings(TAGS);
const ENTITY_BEGINNINGS = beginnings(ENTITIES);

/** Part of the text in which a cut is looked for. No tag of a title is longer. UTF-16 units. */
const END_CHARS_MAX = 2_000;
/** What marks the cut, at the end of a text without white space there. */
const DOTS = /(?:…|\.{2,3})$/;
const VALUE = String.raw`\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)`;
/** Name, and attributes of which the last may be cut. Words without a value are no attributes: "5 <a and b". */
const CUT_TAG = new RegExp(
  String.raw`<(\/?[a-z][a-z\d:-]*)(?:(?:\s+[\w:-]+${VALUE})*(\s+[\w:-]+(?:\s*=(?:\s*(?:"[^"]*|'[^']*|[^\s"'<>]+))?)?)?\s*\/?)$`,
  'i',
);
const CUT_DECLARATION = /<(?:\/|!-?|!\[[CDAT]{0,5}|\?[^<>]{0,200})$/i;
const CUT_ENTITY = /(^|.)&(?:(#x?[\da-f]{0,7})|([a-z]+))$/s;
/** Of another vocabulary: <o:p, <custom-tag. */
const OTHER_NAME = /^\/?[a-z][a-z\d]*[:-][a-z\d:-]*$/i;
const COMMENT = '<!--';
const CDATA = '<![CDATA[';

/** `text` is HTML, or text in which markup was left. Text that ends in no cut is given back as it is. */
export function withoutCutMarkup(text: string): string {
  let whole = text;
  if (whole.includes(CDATA) && !whole.includes(']]>', whole.lastIndexOf(CDATA))) {
    whole = whole.replaceAll(CDATA, '').replace(/\]{1,2}\s*$/, '');
  }
  const comment = whole.lastIndexOf(COMMENT);
  if (comment >= 0 && !whole.includes('-->', comment)) whole = whole.slice(0, comment);
  const start = Math.max(0, whole.length - END_CHARS_MAX);
  const written = whole.slice(start);
  // The mark of the cut goes only with what was cut.
  const bare = written.trimEnd().replace(DOTS, '').trimEnd();
  const cut = withoutCutEntity(withoutCutTag(bare));
  const end = cut.length === bare.length ? written : cut;
  return start + end.length === text.length ? text : (whole.slice(0, start) + end).trimEnd();
}

function withoutCutTag(end: string): string {
  if (!end.includes('<')) return end;
  const declaration = CUT_DECLARATION.exec(end);
  if (declaration !== null) return end.slice(0, declaration.index);
  // Behind the last complete tag, because a '>' in an attribute is rare and what precedes it is not cut.
  for (let at = end.indexOf('<'); at >= 0; at = end.indexOf('<', at + 1)) {
    const tag = CUT_TAG.exec(end.slice(at));
    if (tag === null) return end;
    const from = at + tag.index;
    if (isTag(tag[1] ?? '', tag[2] !== undefined, end.slice(0, from))) return end.slice(0, from);
    at = from;
  }
  return end;
}

/** A name that goes on may be cut too; one letter behind a Latin word is a comparison: "a <b". */
function isTag(name: string, hasAttributes: boolean, before: string): boolean {
  const letters = name.toLowerCase();
  if (OTHER_NAME.test(letters)) return true;
  if (hasAttributes) return TAGS.includes(letters.replace('/', ''));
  return TAG_BEGINNINGS.has(letters.replace('/', '')) && !(letters.length === 1 && /[a-z\d]\s*$/i.test(before));
}

function withoutCutEntity(end: string): string {
  const cut = CUT_ENTITY.exec(end);
  if (cut === null) return end;
  const [, before = '', number, name = ''] = cut;
  const isEntity =
    number !== undefined || (ENTITY_BEGINNINGS.has(name) && (name.length > 1 || !/[a-z\d]/i.test(before)));
  return isEntity ? end.slice(0, cut.index + before.length) : end;
}

function beginnings(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => Array.from(name, (_, i) => name.slice(0, i + 1))));
}
