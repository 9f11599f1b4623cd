/** Pages that answer where a feed should: the sentence for the operator says where they send their readers. */
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://site.example/old/rss.xml';
const NEW = 'https://site.example/feed';

function detail(page: string): string {
  const result = parseFeed(page, BASE);
  expect(result).toMatchObject({ ok: false, reason: 'html' });
  return result.ok ? '' : result.detail;
}

describe('a page that sends its readers on', () => {
  it.each([
    `<meta http-equiv="refresh" content="0; url=${NEW}">`,
    `<META HTTP-EQUIV="Refresh" CONTENT="0;URL=${NEW}">`,
    `<meta http-equiv=refresh content=0;url=${NEW}>`,
    `<meta content='5; URL=${NEW}' http-equiv='refresh' />`,
    `<meta http-equiv="refresh" content="0;url='${NEW}'">`,
    `<meta http-equiv="refresh" content="0;url=&#39;${NEW}&#39;">`,
    `<meta http-equiv="refresh" content="0; ${NEW}">`,
    '<meta http-equiv="refresh" content="0; url=/feed">',
    '<meta http-equiv="refresh" content="0; url=../feed">',
    `<meta http-equiv="refresh" content="0; url=${NEW}?token=s3cr3t&amp;a=1#s3cr3t">`,
    `<meta http-equiv="refresh" content="0.5;url=https:&#x2F;&#x2F;site.example&#x2F;feed">`,
    `<noscript><meta http-equiv="refresh" content="0; url=${NEW}"></noscript>`,
    `<script>location.href="${NEW}"</script>`,
    `<script>window.location = '${NEW}';</script>`,
    `<script>top.location.href='${NEW}?token=s3cr3t';</script>`,
    `<script>document.location.replace("${NEW}")</script>`,
    `<script>window.location.assign('/feed')</script>`,
    `<script>setTimeout("location.href='${NEW}'", 1000)</script>`,
    `<script>location.href="https:\\/\\/site.example\\/feed"</script>`,
    `<script>self.location=\`${NEW}\`</script>`,
  ])('%s', (redirect) => {
    for (const page of [
      `<html><head><title>انتظر</title>${redirect}</head><body>لحظة</body></html>`,
      `<!DOCTYPE html>\n<html lang="ar">${redirect}</html>`,
      redirect,
    ]) {
      expect(detail(page)).toContain(` It sends its readers on to ${NEW}.`);
      expect(detail(page)).not.toContain('s3cr3t');
    }
  });

  it.each([
    `<html><head><title>301 Moved Permanently</title></head><body><h1>Moved Permanently</h1><p>The document has moved <a href="${NEW}">here</a>.</p></body></html>`,
    `<html><title>302 Found</title><body><h1>Found</h1><a href="${NEW}?token=s3cr3t">here</a></body></html>`,
    `<html><head><title>Object moved</title></head><body><h2>Object moved to <a href="/feed">here</a>.</h2></body></html>`,
    `<html><body>انتقلت خلاصتنا إلى <a class="x" href='${NEW}'>عنوان جديد</a></body></html>`,
    `<html><body><p>You are being <a href="${NEW}">redirected</a>.</p></body></html>`,
  ])('%s', (page) => {
    expect(detail(page)).toContain(` It says that it moved to ${NEW}.`);
    expect(detail(page)).not.toContain('s3cr3t');
  });

  it('gives the address that a page has of its own, if it is another one', () => {
    const page = (href: string) => `<html><head><link rel="canonical" href="${href}"></head><body>أهلا</body></html>`;
    expect(detail(page(`${NEW}?utm_source=a`))).toContain(` It gives ${NEW} as its own address.`);
    expect(detail(page('http://www.site.example/old/rss.xml/'))).not.toContain('own address');
  });

  it.each([
    `<head><base href="https://new.example/a/"><meta http-equiv="refresh" content="0; url=../feed"></head>`,
    `<base href="https://new.example/"><p>Moved <a href="/feed">here</a></p>`,
    `<p>انتقل الموقع إلى العنوان الجديد https://new.example/feed?token=s3cr3t</p>`,
  ])('against the base that the page names, or as its text says: %s', (page) => {
    expect(detail(`<html>${page}</html>`)).toMatch(/ (?:on to|moved to) https:\/\/new\.example\/feed\.$/);
  });

  it('and gives it apart from the sentence, without its query', () => {
    const page = '<html><meta http-equiv="refresh" content="0; url=https://new.example/feed?token=s3cr3t"></html>';
    expect(parseFeed(page, BASE)).toMatchObject({ ok: false, reason: 'html', leadsTo: 'https://new.example/feed' });
    expect(parseFeed('<html><p>404</p></html>', BASE)).not.toHaveProperty('leadsTo');
  });

  it.each(['token', 'api_key', 'X-Signature', 'sessionid'])('tells no %s of the feed that it announces', (name) => {
    const link = (query: string) =>
      `<html><link rel="alternate" type="application/rss+xml" href="/rss${query}"></html>`;
    expect(detail(link(`?a=1&${name}=s3cr3t`))).toMatch(/names \/rss as its feed/);
    expect(detail(link('?format=rss'))).toMatch(/names \/rss\?format=rss as its feed/);
  });

  it('and names the feed that it announces besides', () => {
    const page = `<html><head><meta http-equiv="refresh" content="0; url=/"><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`;
    expect(detail(page)).toBe(
      'The address answers with an HTML page, not a feed. It sends its readers on to https://site.example/. The page names /rss as its feed.',
    );
  });
});

describe('a page that sends nobody on', () => {
  const article = `<p>${'نص المقال طويل. '.repeat(60)}</p>`;
  it.each([
    '<html><head><meta http-equiv="refresh" content="300"></head><body>خبر</body></html>',
    `<html><head><meta http-equiv="refresh" content="0; url=${BASE}?again=1"></head></html>`,
    '<html><head><meta http-equiv="refresh" content="0; url=javascript:go()"></head></html>',
    `<html><body>${article}<script>function go() { location.href = "${NEW}"; }</script></body></html>`,
    `<html><body>${article}<p>The old bridge was moved <a href="${NEW}">here</a></p></body></html>`,
    `<html><body><h1>404 Not Found</h1><a href="/">home</a></body></html>`,
    '<html><head><meta name="refresh" content="0; url=/feed"></head></html>',
  ])('%s', (page) => {
    expect(detail(page)).not.toMatch(/readers on|moved to|own address/);
  });
});

it('shows no bytes that are no text', () => {
  for (const bytes of [
    '[1, 2]',
    '"x"',
    'null',
    '\u0001<\ufffd\u0002x>\u0003\u0004',
    '(\ufffd/\ufffd<\u0007q\ufffd>',
    '<a\ufffd\u0003>',
  ]) {
    expect(parseFeed(bytes, BASE)).toMatchObject({ ok: false, detail: 'The text is neither XML nor a JSON Feed.' });
  }
});
