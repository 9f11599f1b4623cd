/** Our own words in English. */
import type { LeadReason } from '../documents/document.ts';
import type { FailureReason, OutletFailure } from '../documents/outlet.ts';
import type { Localization } from './in-arabic.ts';
import { OPERATE_IN_ENGLISH } from './operate-in-english.ts';
import { createAgo } from './words.ts';

const counted = (n: number, one: string, several = `${one}s`) => `${n} ${n === 1 ? one : several}`;

const ago = createAgo('en', 'just now');

const LEAD_REASON: Record<LeadReason, string> = {
  only: 'the only report so far',
  first: 'the first to publish the story',
  report: 'the first report after the breaking line',
  priority: 'the first report of the preferred outlet',
  chosen: 'the operator chose it',
};

const FAILURE_REASON: Record<FailureReason, string> = {
  address: 'the feed’s address is not accepted; correct it',
  unreachable: 'the server cannot be reached: it is down, or its name or certificate is wrong',
  silent: 'the server sent nothing of the feed in time',
  slow: 'the feed was not sent whole in time',
  'cut-off': 'the connection broke before the feed was whole',
  encoding: 'the feed is compressed in a way that cannot be read',
  'too-large': 'the feed is larger than is read; find a shorter one of this outlet',
  'redirect-loop': 'redirects go round in a circle',
  'too-many-redirects': 'more redirects than are followed',
  'bad-redirect': 'a redirect to what is no address',
  status: 'the server refused the request or failed',
  'not-modified-unasked': 'the server said “not modified” unasked; the whole feed is asked for next time',
  gone: 'the owner took the feed down for good; remove the outlet or enter its new address',
  index: 'the index has not taken what was read yet; nothing is lost and it is sent again',
  internal: 'an error on our side; it is read again',
  empty: 'the feed came empty',
  html: 'an HTML page came in place of the feed',
  truncated: 'the feed came incomplete',
  'not-xml': 'what came is not well-formed XML',
  'not-a-feed': 'what came is not a feed',
  'too-deep': 'the feed’s elements are more, or nested deeper, than is read',
  charset: 'the feed’s character encoding is not known',
};

const MINUTE_MS = 60_000;

export const ENGLISH: Localization = {
  direction: 'ltr',
  comma: ', ',
  months: 'January February March April May June July August September October November December'.split(' '),
  weekdays: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
  today: 'Today',
  yesterday: 'Yesterday',
  greenwich: 'UTC',
  greenwichShort: 'UTC',
  zone: (offset) => `UTC${offset}`,
  ago,
  later: (delay) => (delay < MINUTE_MS ? undefined : `${ago(-delay, 0).replace(/ ago$/, '')} after the first`),

  sources: (n) => counted(n, 'source'),
  otherSources: (n) => counted(n, 'other source'),
  reports: (n) => counted(n, 'report'),
  passages: (n) => counted(n, 'shared passage'),
  inOtherWords: (n) => `${counted(n, 'passage')} in other words`,
  failures: (n) => (n === 1 ? '1 failure' : `${n} failures in a row`),
  warnings: (n) => counted(n, 'warning'),

  promise: 'One story, many outlets',
  skip: 'Skip to the content',
  sectionsLabel: 'Sections',
  sections: { stories: 'Stories', outlets: 'Outlets', api: 'Developers' },
  rights:
    'Texts belong to their publishers: only an excerpt of each report is shown here, and each leads to its publisher.',
  storiesFeed: 'Feed of stories',
  allStories: 'all stories',
  updates: 'everything new',
  untitled: 'Untitled',
  byItsWord: 'by its own account',
  datedByOutlet: 'dated by its outlet',

  feed: {
    withSources: (n) => `stories with ${n} or more sources`,
    description: 'Each story once, with every Arabic outlet that carried it.',
    story: 'Everything that outlets published on this story.',
    updates: 'An item for each new story, and one whenever a source joins a story.',
    wholeStory: 'The whole story: who published it and when, and the shared passages',
    carriedBy: 'Carried by:',
    asPublishedBy: 'As published by',
    newStoryBy: 'A new story, published by',
    newSource: ['A new source in the story “', '”:'],
    publishedAfter: 'by its own account; published after',
  },

  slice: {
    words: (q) => `“${q}”`,
    search: 'Search',
    searchLabel: 'Search titles and texts',
    searched: (days) => `Titles and texts of the last ${days === 1 ? 'day' : `${days} days`} were searched.`,
    howToSearch: 'All words must match; "a phrase", -word to leave it out, OR for either of two.',
    or: ' or ',
    since: (moment) => `since ${moment}`,
    without: (muted) => `without ${muted}`,
    byCountry: 'By country',
    byOutlet: 'By outlet',
    noCountry: 'No country',
    remove: 'Remove:',
    mute: 'All stories but those of:',
    none: 'No stories fit these conditions yet',
    noneFurther: 'None of those looked through fit these conditions',
    widen: 'Remove one to see more:',
  },

  watch: {
    entered: (name) => `A new story in “${name}”`,
    test: (name) => `A test alert from “${name}”`,
    reached: (publishers, name) => `${counted(publishers, 'source')} for a story in “${name}”`,
  },

  daily: {
    name: 'The day’s news',
    description: 'One item a day: the stories that most sources carried.',
    title: (day) => `Most carried: ${day}`,
    between: (from, to) => `What sources carried most between ${from} and ${to}.`,
    none: 'No story was carried by two sources on this day.',
    noneOfSlice: 'No story like this is among the most carried of this day.',
    noneYet: (hour) => `No day is published yet. Each is at ${hour}, if stories were read before it.`,
    dayPage: 'The page of this day',
    wholeStory: 'The whole story',
    days: 'Days',
    before: 'The day before',
    after: 'The day after',
  },

  about: {
    title: 'About this site',
    description: 'How stories are made, whose the texts are, and how an outlet asks to be left out.',
    sections: [
      [
        'How a story is made',
        'The feeds of outlets that the operator of this site chose are read, and a program compares the text of each report with those of the others. Reports of one event are shown as one story, with everyone who published it.',
        'Nobody writes or rewrites news here. The program may join two events or part one; the operator can correct that.',
        '“First report” is the first that we saw published. Another may have been earlier at an outlet that is not read here.',
      ],
      [
        'Whose the texts are',
        'Headlines, texts and pictures belong to their publishers. Only a short excerpt of each report is shown, with a link to its page at its publisher. Pictures are loaded from their publishers’ sites and not kept here.',
        'Stories are kept for a few days.',
      ],
    ],
    leaveOut: 'If you want your site left out',
    howToLeave:
      'Our program names itself wirefold in every request, and reads the feed alone, at most once a quarter of an hour. A feed that refuses it is not read. The operator can take an outlet off the list and remove what was shown of it here.',
    contact: 'Write to the operator',
    noContact: 'The operator of this site has set no address to write to.',
  },

  subscribe: {
    button: 'Follow',
    inReader: 'Follow in a feed reader',
    title: 'Follow in a feed reader',
    copy: 'Copy this address and paste it into your reader',
    reader:
      'A feed reader is an app or a site that brings what is new from everything you follow to one place, without mail and without an account here.',
    open: 'Or open it in one of these readers',
    apps: 'The first link also opens any other feed reader installed on your device.',
    freshRss: 'Add this to the end of your server’s address:',
    formats: 'Formats',
    raw: 'The feed itself, as programs read it',
  },

  front: {
    newest: 'Latest stories',
    older: 'Older stories',
    carried: 'Most carried',
    carriedToday: 'Most carried today',
    carriedByCountry: 'Most carried today, by country',
    toNewest: 'To the latest',
    pages: 'Pages',
    follow: 'Follow',
    inYourReader: 'Follow in your reader',
    onceEach: 'One item a story. It stays in its place when other sources join it.',
    everything: 'Want everything new? An item for each new story, and one for each source that joins a story:',
    order: 'Order',
    byTime: 'Latest',
    publishers: 'Number of sources',
    twoOrMore: '2 or more sources',
    threeOrMore: '3 or more sources',
    noOlder: 'No older stories',
    none: 'No stories here yet',
    untilRead: 'Stories appear once the outlets have been read.',
    outletStates: 'How the outlets are doing',
    firstReport: 'First report',
    readAt: 'Read at',
    carriedBy: 'Carried by',
    andOthers: (n) => `and ${counted(n, 'other source')}`,
  },

  story: {
    firstPublished: 'First published',
    latest: 'Latest',
    followLabel: 'Follow the story',
    follow: 'Follow this story',
    itemEach: 'An item for each new report on it.',
    related: 'Related stories',
    timeline: 'Who published and when',
    toReport: 'To the report',
    leads: (why) => `Leads: ${why}`,
    leadReason: (reason, first) =>
      reason === 'first' && !first ? 'the first report to reach us' : LEAD_REASON[reason],
    inReportOf: (outlet) => `in the report of ${outlet}`,
    why: 'How was it recognised as one story?',
    nearness: (similarity) => `${Math.round(similarity * 100)}% similar`,
    evidence: ({ outlet, words, passages }) => {
      const parts = [
        ...(passages > 0 ? [`${counted(passages, 'shared passage')} with ${outlet}`] : []),
        ...(words.length > 0 ? [`rare words shared with ${outlet}: ${words.join(', ')}`] : []),
      ];
      return parts.join('; ') || `nearest to the report of ${outlet}`;
    },
    text: 'The report’s text and its shared passages',
    readWhole: 'Read the whole report at',
    chooseLabel: 'Choose a report',
    choose: 'Choose a report to see which passages it shares, and who had them first.',
    sharedIn: 'Shared passages in the report of',
    rewordedOf: 'Told in other words, from the report of',
    laterIn: 'Later in:',
    alsoIn: 'Also in:',
    rewordedIn: 'In other words in:',
    thisWasFirst: 'This report had it first',
    firstElsewhere: 'A report of another story had it first',
    first: 'First published by:',
  },

  outlet: {
    description: (name) => `What ${name} published last, what it had first and what others had before it.`,
    site: 'Its site',
    last: 'Its last reports',
    none: 'None of its reports is kept just now.',
    counts: 'With other sources',
    window: (reports) => `Of what is kept of it: ${reports}, the oldest of`,
    shared: 'in stories that others published too',
    first: 'it was seen to publish first',
    later: 'others were seen to publish before it',
    copied: 'have passages seen before at others',
    copiedByOthers: 'have passages seen later at others',
    asFarAsRead:
      'As far as feeds were read, and when. Where it is not certain who was first nothing is counted, and an outlet that is not read here may have been earlier.',
    follow: 'Follow the stories of this outlet',
  },

  coverage: {
    title: 'Coverage by country',
    noCountry: 'No country in the list',
    notSeen: 'Who of the list was not seen to carry it',
    asFarAsRead: 'As far as their feeds were read; they may have published it elsewhere.',
  },

  outlets: {
    title: 'Outlets',
    description: 'The outlets that are read, and how each is doing.',
    download: 'Download OPML',
    none: 'There are no outlets in the list yet.',
    ungrouped: 'Outlets',
    shortDay: {
      1: "More of this day's share of the hosting plan is used than of the day, so outlets are read half as often until midnight UTC. Nothing is lost.",
      2: "Most of this day's share of the hosting plan is used, so outlets are read a quarter as often until midnight UTC. Nothing is lost.",
      3: "This day's share of the hosting plan is nearly used up, so until midnight UTC only outlets are read whose news could leave their feeds. Nothing is lost.",
    },
    state: { ok: 'working', failing: 'failing', new: 'not read yet', disabled: 'switched off' },
    feed: 'Feed',
    summaryOnly: 'title and summary only',
    unmerged: 'never merged with others',
    itemsPerDay: (n) => `up to ${n} a day`,
    neverRead: 'not read successfully yet',
    lastRead: 'Last read',
    lastTried: 'Last tried',
    nextRead: 'next reading',
    readWith: (notes) => `the feed was read with ${notes}`,
    details: 'Details',
    note: (sentence) => sentence,
    failure: ({ reason, httpStatus, about }: OutletFailure) => {
      if (httpStatus !== undefined) return `${FAILURE_REASON[reason]} (HTTP ${httpStatus})`;
      if (about === undefined) return FAILURE_REASON[reason];
      return reason === 'html'
        ? `${FAILURE_REASON[reason]}; it leads to ${about}`
        : `${FAILURE_REASON[reason]} (${about})`;
    },
  },

  api: {
    title: 'API',
    description: 'A JSON API of stories and outlets, to be tried here.',
    heading: 'Developers',
    everyone: 'For everyone',
    operator: 'For the operator',
    operatorOnly: 'These need ADMIN_TOKEN, and a command line.',
    tryIt: 'Try it',
  },

  operate: OPERATE_IN_ENGLISH,

  error: {
    toStories: 'To the stories',
    other: ['Something went wrong', 'Try again in a moment.'],
    byStatus: {
      400: ['This address is not understood', 'Its end means nothing here.'],
      404: [
        'There is nothing at this address',
        'Perhaps the link was not copied whole, or what it leads to is not published yet.',
      ],
      405: ['This request does not work here', 'This address is only for reading.'],
      410: [
        'This page is no longer kept',
        'Stories and days are kept for some time; their publishers have the texts still.',
      ],
      503: ['It cannot be read just now', 'Try again in a minute.'],
    },
  },
};
