/**
 * The publisher of an outlet: the one the operator set, else the registrable domain of the site that the operator gave, else
 * that of the feed's own address. The feed's own claims never count, because any feed may name any site and link anywhere, and
 * a publisher that moves its links to another domain is still the same.
 *
 * Some addresses name nobody, because strangers' feeds stand there side by side. An outlet of which no address names anybody
 * is its own publisher, under its id.
 *
 * A change of these rules raises CONTENT_VERSION (story-index/publish/publication.ts): articles already filed follow then.
 */
import { getDomain } from 'tldts';
import type { OutletSettings } from '../documents/outlet.ts';
import { bounded, cleanLine } from './clean-line.ts';

export const PUBLISHER_CHARS_MAX = 100;

export function publisherOf(outlet: Pick<OutletSettings, 'id' | 'publisher' | 'home' | 'feed'>): string {
  return outlet.publisher ?? publisherAt(outlet.home) ?? publisherAt(outlet.feed) ?? outlet.id;
}

/** A publisher as an operator writes it: of an address or a host the registrable domain, else the name; undefined for nothing. */
export function publisherName(text: string | undefined): string | undefined {
  const name = bounded(cleanLine(text ?? ''), PUBLISHER_CHARS_MAX);
  const address = /^(?:https?:\/\/)?[^\s/]+\.[^\s/.]+(?:\/\S*)?$/i.test(name);
  const url = address ? URL.parse(/^https?:/i.test(name) ? name : `http://${name}`) : null;
  return (url && getDomain(url.hostname, { allowPrivateDomains: true })) || name || undefined;
}

/** The registrable domain; undefined where there is none (an IP address, a bare host) or where the host serves feeds of many publishers. */
function publisherAt(url: string | undefined): string | undefined {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname.replace(/\.$/, '');
  const domain = host && getDomain(host, { allowPrivateDomains: true });
  if (!host || !domain || NOBODY_LABEL.test(host) || endsIn(host, SHARED_HOSTS)) return undefined;
  if (OTHERS_FEED.test(url ?? '')) return undefined;
  if (!TENANTS.has(domain) && !/^blogspot\./.test(domain)) return domain;
  const tenant =
    host
      .slice(0, -domain.length - 1)
      .split('.')
      .at(-1) ?? '';
  return tenant === '' || SHARED_LABEL.test(tenant) ? undefined : `${tenant}.${domain}`;
}

function endsIn(host: string, hosts: ReadonlySet<string>): boolean {
  return host.split('.').some((_, i, labels) => hosts.has(labels.slice(i).join('.')));
}

const words = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** Programs that make feeds of other people's pages run under their own name on many hosts. */
const NOBODY_LABEL =
  /(?:^|\.)(?:rss-?hub|rss-?bridge|rss-?proxy|rss-?generator|morss|nitter|invidious|piped|fresh-?rss|mini-?flux|tt-?rss|full-?text-?rss|wewe-?rss|tg-?rss|telegram-?rss)(?:-[a-z\d-]+)?\./;
/** Such programs on any host, and addresses that hold another whole address: the feed is that one's. */
const OTHERS_FEED =
  /^https?:\/\/[^/]+\/.*(?:https?(?::|%3a)(?:\/|%2f){1,2}|rss-?bridge\/|rsshub\/|action=display&|makefulltextfeed\.php|telegram\/channel\/)/i;

/** Hosts, with their subdomains, that serve feeds of many publishers. */
const SHARED_HOSTS = words(
  // burners and counters
  'feedburner.com feedproxy.google.com feedblitz.com feedpress.me feedpress.com feedpress.it feedsportal.com feedcat.net pheedo.com',
  // makers, mixers and fillers of feeds
  'rss.app rsshub.app politepol.com politepaul.com fetchrss.com morss.it kill-the-newsletter.com feed43.com fivefilters.org',
  'feedity.com feedfry.com createfeed.com rssground.com rssmix.com feedkiller.com feedinformer.com siftrss.com openrss.org',
  'rss-bridge.org rss2json.com queryfeed.net twitrss.me pipes.digital zapier.com ifttt.com feedspot.com feedle.world allorigins.win',
  'feedx.net feeddd.org rssforever.com hub.slarker.me rss.fatpandac.com feedland.com feedland.org feedmix.com rsseverything.com',
  'listory.com corsproxy.io mailbrew.com notifier.in pubsubhubbub.appspot.com superfeedr.com fivefilters.net feedirss.com diffbot.com',
  'visualping.io informer.com hnrss.org feedless.org migor.org rss.plumbing rss.beauty feedrabbit.com blogtrottr.com follow.is',
  'feedmail.org granary.io xcancel.com i-c-a.su nixnet.services dlvr.it kagi.com feedbase.org rsslookup.com newsapi.org',
  // readers that share feeds
  'feedly.com inoreader.com newsblur.com theoldreader.com feedbin.com netvibes.com flipboard.com scoop.it paper.li',
  // search engines and aggregators
  'google.com bing.com duckduckgo.com pipes.yahoo.com msn.com nabd.com newsnow.co.uk newsbreak.com news360.com yahoo.com baidu.com naver.com yandex.ru',
  'apple.news smartnews.com upday.com ground.news bloglovin.com',
  // social networks, video and podcast hosts: the account stands in the path or the query
  'youtube.com youtu.be vimeo.com dailymotion.com facebook.com instagram.com tiktok.com twitter.com x.com t.me telegram.org telegram.me',
  'telegra.ph reddit.com pinterest.com linkedin.com mastodon.social bsky.app lemmy.world ycombinator.com soundcloud.com anchor.fm spotify.com',
  'megaphone.fm buzzsprout.com simplecast.com transistor.fm omnycontent.com acast.com rss.com libsyn.com spreaker.com art19.com',
  // newsletters whose name stands in the path
  'buttondown.email buttondown.com campaign-archive.com list-manage.com mailchi.mp',
  // raw files, archives, proxies and hosts of programs
  'githubusercontent.com github.com gitlab.com pastebin.com r2.dev jsdelivr.net statically.io archive.org archive.ph amazonaws.com cloudfront.net',
  'googleapis.com cloudfunctions.net run.app appspot.com azurewebsites.net windows.net digitaloceanspaces.com dropbox.com',
  'vercel.app herokuapp.com fly.dev onrender.com zeabur.app workers.dev hf.space railway.app deno.dev glitch.me replit.app repl.co',
);

/** Hosts whose subdomains belong to different publishers, although the public suffix list does not say so. */
const TENANTS = words(
  'wordpress.com medium.com substack.com ghost.io tumblr.com beehiiv.com over-blog.com livejournal.com typepad.com',
  'squarespace.com podbean.com hubpages.com jimdo.com jimdofree.com wix.com blog.com blogs.com maktoobblog.com weebly.com',
  'micro.blog news.blog home.blog politics.blog sport.blog tech.blog travel.blog canalblog.com mystrikingly.com neocities.org',
  'write.as hashnode.dev jeeran.com tistory.com blogfa.com blogsky.com unblog.fr skyrock.com elaphblogs.com ahlamontada.com',
);
/** Subdomains that are the host's own. */
const SHARED_LABEL = /^(?:www|feeds?|rss|api|blog|m)$/;
