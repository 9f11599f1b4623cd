/** Headers of an outlet's answer that are longer than any real one: they count as absent, and the feed is read. */
import { describe, expect, it } from 'vitest';
import { rss, stories } from '../feed.ts';
import { scripted } from '../scripting.ts';
import { HOUR, MINUTE, NOW, outletAt } from '../subject.ts';

const LONG = 12_000;
const BODY = rss(stories(3, NOW));

describe('a header of twelve thousand characters', () => {
  it.each([
    ['content-type', `text/xml; charset${' '.repeat(LONG)}=x`],
    ['content-type', `text/xml; ${'charset='.repeat(LONG / 8)}`],
    ['content-type', `text/xml; charset=${'"'.repeat(LONG)}`],
    ['cache-control', 'max-age=86400,'.repeat(LONG / 14)],
    ['expires', `Sun, 22 Nov${' '.repeat(LONG)}2026`],
    ['age', '1'.repeat(LONG)],
    ['retry-after', '9'.repeat(LONG)],
    ['vary', 'a,'.repeat(LONG / 2)],
    ['date', `Sun${' '.repeat(LONG)}x`],
  ])('%s is not looked at', async (name, value) => {
    const { url } = await scripted({ body: BODY, headers: { [name]: value } });
    const report = await outletAt(url).tick(NOW);
    expect(report).toMatchObject({ outcome: 'read', filed: 3, status: { state: 'ok' } });
    expect(report.status.nextDue).toBeLessThanOrEqual(NOW + HOUR);
  });

  it.each(['etag', 'last-modified'])('%s is neither stored nor sent back', async (name) => {
    const { url, asked } = await scripted({ body: BODY, headers: { [name]: `"${'a'.repeat(LONG)}"` } });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    await outlet.tick(NOW + HOUR);
    const [, second] = await asked();
    expect([second?.headers['if-none-match'], second?.headers['if-modified-since']]).toEqual([undefined, undefined]);
    const record = await outlet.inside((store) => store.load());
    expect(JSON.stringify(record).length).toBeLessThan(5_000);
  });

  it('a redirect to so long an address is none', async () => {
    const { url } = await scripted({ status: 302, headers: { location: `/${'a'.repeat(LONG)}` } });
    const { status } = await outletAt(url).tick(NOW);
    expect(status).toMatchObject({ state: 'failing', failure: { reason: 'bad-redirect' } });
    expect(status.detail.length).toBeLessThan(300);
    expect(status.nextDue).toBeGreaterThanOrEqual(NOW + 15 * MINUTE);
  });
});
