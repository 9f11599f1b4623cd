import { describe, expect, it } from 'vitest';
import { publisherName, publisherOf } from '../../src/feeds/publisher.ts';
import { outletSettings } from '../builders.ts';

const publisher = (feed: string, over = {}) => publisherOf(outletSettings('outlet1', { feed, ...over }));

describe('the publisher of an outlet', () => {
  it.each([
    ['https://www.marfa.example/rss', 'marfa.example'],
    ['https://feeds.marfa.example/sport.xml', 'marfa.example'],
    ['https://marfa.com.sa/rssFeed/1', 'marfa.com.sa'],
    ['https://arabic.nakheel.co.uk/rss.xml', 'nakheel.co.uk'],
    ['https://wakala.org.qa/', 'wakala.org.qa'],
    ['https://جريدة.example/rss', 'xn--ogbfjh9j.example'],
    ['https://paper.blogspot.com/feeds/posts/default', 'paper.blogspot.com'],
    ['https://paper.blogspot.com.eg/feeds/posts/default', 'paper.blogspot.com.eg'],
    ['https://paper.wordpress.com/feed/', 'paper.wordpress.com'],
    ['https://paper.medium.com/feed', 'paper.medium.com'],
    ['https://paper.substack.com/feed', 'paper.substack.com'],
    ['https://paper.github.io/atom.xml', 'paper.github.io'],
    ['https://paper.ghost.io/rss/', 'paper.ghost.io'],
    ['https://paper.weebly.com/1/feed', 'paper.weebly.com'],
    ['https://paper.micro.blog/feed.xml', 'paper.micro.blog'],
    ['https://paper.news.blog/feed/', 'paper.news.blog'],
    ['https://paper.hashnode.dev/rss.xml', 'paper.hashnode.dev'],
    ['https://paper.netlify.app/feed.xml', 'paper.netlify.app'],
    ['https://marfa.example/rss?lang=ar&section=http', 'marfa.example'],
    ['https://marfa.example/https/feed', 'marfa.example'],
  ])('is the registrable domain of its feed: %s', (feed, domain) => {
    expect(publisher(feed)).toBe(domain);
  });

  it.each([
    'https://feeds.feedburner.com/marfa',
    'http://feeds2.feedburner.com/marfa',
    'https://feedproxy.google.com/marfa',
    'https://news.google.com/rss/search?q=site:marfa.example',
    'https://www.google.com/alerts/feeds/1/2',
    'https://www.bing.com/news/search?q=marfa&format=rss',
    'https://rsshub.app/marfa/news',
    'https://rsshub.desk.example/marfa/news',
    'https://rsshub-mine.vercel.app/marfa/news',
    'https://rss-bridge.desk.example/?action=display&bridge=Marfa',
    'https://rss.app/feeds/abc.xml',
    'https://politepol.com/fd/abc',
    'https://fetchrss.com/rss/abc.xml',
    'https://morss.it/https://marfa.example/rss',
    'https://kill-the-newsletter.com/feeds/abc.xml',
    'https://createfeed.fivefilters.org/extract.php?url=marfa.example',
    'https://feed43.com/marfa.xml',
    'https://openrss.org/marfa.example',
    'https://www.youtube.com/feeds/videos.xml?channel_id=1',
    'https://medium.com/feed/@marfa',
    'https://medium.com/feed/marfa',
    'https://public-api.wordpress.com.s3.amazonaws.com/a',
    'https://raw.githubusercontent.com/desk/feeds/main/marfa.xml',
    'https://web.archive.org/web/2026/https://marfa.example/rss',
    'https://feedly.com/f/marfa',
    'https://nitter.desk.example/marfa/rss',
    'https://desk.workers.dev/marfa',
    'https://feed.informer.com/digests/ABC/feeder.rss',
    'https://news.yahoo.com/rss/marfa',
    'https://hnrss.org/newest?q=marfa',
    'https://xcancel.com/marfa/rss',
    'https://tg.i-c-a.su/rss/marfa',
    'https://pub-1.r2.dev/marfa.xml',
    'https://rss-proxy.desk.example/api/feed?url=marfa.example',
    'https://feeds.desk.example/rss-bridge/?action=display&bridge=Marfa',
    'https://feeds.desk.example/telegram/channel/marfa',
    'https://feeds.desk.example/makefulltextfeed.php?url=marfa.example',
    'https://proxy.desk.example/?url=https%3A%2F%2Fmarfa.example%2Frss',
    'https://proxy.desk.example/https://marfa.example/rss',
    'https://proxy.desk.example/http:/marfa.example/rss',
    'http://192.0.2.7:1200/marfa/news',
    'http://127.0.0.1:9001/feed',
    'http://[2001:db8::1]/feed',
    'http://localhost:1200/marfa',
  ])('is the outlet itself where its address is a host of other people’s feeds: %s', (feed) => {
    expect(publisher(feed)).toBe('outlet1');
  });

  it('is what the operator set, else the domain of the site that the operator gave', () => {
    const burnt = 'https://feeds.feedburner.com/marfa';
    expect(publisher(burnt, { home: 'https://www.marfa.example/ar' })).toBe('marfa.example');
    expect(publisher('https://cdn.example/rss', { home: 'https://www.marfa.example/' })).toBe('marfa.example');
    expect(publisher(burnt, { home: 'https://www.facebook.com/marfa' })).toBe('outlet1');
    expect(publisher('https://marfa.example/rss', { home: 'https://t.me/marfa' })).toBe('marfa.example');
    expect(publisher(burnt, { home: 'https://marfa.example/', publisher: 'دار المرفأ' })).toBe('دار المرفأ');
  });

  it('does not take a house of a like name for a host of feeds', () => {
    for (const domain of ['myfeedburner.com', 'rsshubs-news.example', 'box.com', 'notbing.com']) {
      expect(publisher(`https://www.${domain}/rss`)).toBe(domain);
    }
  });
});

describe('a publisher as an operator writes it', () => {
  it.each([
    ['marfa.example', 'marfa.example'],
    ['WWW.Marfa.example', 'marfa.example'],
    ['https://www.marfa.example/ar/', 'marfa.example'],
    ['news.marfa.com.sa', 'marfa.com.sa'],
    ['  دار   المرفأ ', 'دار المرفأ'],
    ['Marfa', 'Marfa'],
    ['د. سلمى الحداد', 'د. سلمى الحداد'],
    ['', undefined],
    [' ', undefined],
    [undefined, undefined],
  ])('%j is %j', (written, name) => {
    expect(publisherName(written)).toBe(name);
  });
});
