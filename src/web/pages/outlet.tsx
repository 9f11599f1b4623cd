/** One outlet for readers: its site, how it is doing, its feed here, its last reports, and what it had first or others before it. */
import type { FC } from 'hono/jsx';
import type { OutletOverview } from '../../story-index/api.ts';
import { BidiLink, BidiText } from './bidi.tsx';
import { ExternalLink } from './external-link.tsx';
import { type FeedLink, FRONT_FEED, Page, Subscribe } from './layout.tsx';
import { Status } from './outlets.tsx';
import { PublishedTime } from './published-time.tsx';
import { RelativeTime } from './relative-time.tsx';
import { useShown } from './shown.ts';

const COUNTS = ['shared', 'first', 'later', 'copied', 'copiedByOthers'] as const;
/** Reports listed; more are counted. */
const LISTED = 20;

export const OutletPage: FC<{ readonly page: OutletOverview; readonly now: number }> = ({ page, now }) => {
  const { site, words } = useShown();
  const said = words.outlet;
  const { entry, reports } = page;
  const { id, name, home, feed } = entry.settings;
  const own: FeedLink = { title: () => `${site.name} — ${name}`, path: '/feed', query: `?outlet=${id}` };
  const oldest = reports.reduce((least, { published }) => Math.min(least, published), now);
  return (
    <Page
      title={`${name} — ${site.name}`}
      description={said.description(name)}
      section="outlets"
      feeds={[own, FRONT_FEED]}
      shared={{ path: `/outlets/${id}` }}
    >
      <h1>
        <BidiText text={name} />
      </h1>
      <p class="meta">
        {home === undefined ? null : <ExternalLink to={home}>{said.site}</ExternalLink>}
        <ExternalLink to={feed}>{words.outlets.feed}</ExternalLink>
      </p>
      <Status status={entry.status} now={now} />
      <section class="sec">
        <h2>{said.follow}</h2>
        <Subscribe feed={own} />
      </section>
      {reports.length === 0 ? (
        <p class="sheet">{said.none}</p>
      ) : (
        <>
          <section class="sec">
            <h2>{said.counts}</h2>
            <p class="meta">
              {said.window(words.reports(reports.length))} <RelativeTime at={oldest} now={now} />
            </p>
            <dl class="sum">
              {COUNTS.map((count) => (
                <div>
                  <dt>{said[count]}</dt>
                  <dd>{page[count]}</dd>
                </div>
              ))}
            </dl>
            <p class="meta">{said.asFarAsRead}</p>
          </section>
          <section class="sec">
            <h2>{said.last}</h2>
            <ul class="reports">
              {reports.slice(0, LISTED).map((report) => (
                <li>
                  <h3>
                    <BidiLink class="plain" href={`/stories/${report.story}`} text={report.title} />
                  </h3>
                  <p class="meta">
                    <PublishedTime article={report} now={now} />
                    <span>{words.sources(report.publishers)}</span>
                    <ExternalLink to={report.url}>{words.story.toReport}</ExternalLink>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Page>
  );
};
