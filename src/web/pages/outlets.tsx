/** Every outlet and how it is doing: last success, next due, and in words what went wrong. */
import type { FC } from 'hono/jsx';
import type { OutletStatus } from '../../documents/outlet.ts';
import type { Thrift } from '../../documents/usage.ts';
import type { OutletEntry } from '../../story-index/api.ts';
import { BidiLink, BidiText } from './bidi.tsx';
import { ExternalLink } from './external-link.tsx';
import { FRONT_FEED, Page } from './layout.tsx';
import { RelativeTime } from './relative-time.tsx';
import { useShown } from './shown.ts';

interface OutletsProps {
  readonly outlets: readonly OutletEntry[];
  readonly thrift: Thrift;
  readonly now: number;
}

export const OutletsPage: FC<OutletsProps> = ({ outlets, thrift, now }) => {
  const { site, words } = useShown();
  const said = words.outlets;
  const groups = Map.groupBy(outlets, (o) => o.settings.group ?? '');
  const count = (state: OutletEntry['status']['state']) => outlets.filter((o) => o.status.state === state).length;
  return (
    <Page
      title={`${said.title} — ${site.name}`}
      description={said.description}
      section="outlets"
      feeds={[FRONT_FEED]}
      shared={{ path: '/outlets' }}
    >
      <div class="bar">
        <h1>{said.title}</h1>
        <a class="button" href="/outlets.opml" download="outlets.opml">
          {said.download}
        </a>
      </div>
      <dl class="sum">
        {(['ok', 'failing', 'new', 'disabled'] as const)
          .filter((state) => count(state) > 0)
          .map((state) => (
            <div>
              <dt>{said.state[state]}</dt>
              <dd>{count(state)}</dd>
            </div>
          ))}
      </dl>
      {thrift === 0 ? null : <p class="sheet">{said.shortDay[thrift]}</p>}
      {outlets.length === 0 ? <p class="sheet">{said.none}</p> : null}
      {[...groups].map(([group, members]) => (
        <section class="sec">
          <h2>
            <BidiText text={group || said.ungrouped} />
          </h2>
          <ul class="outlets">
            {members.map((o) => (
              <Outlet entry={o} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
};

const Outlet: FC<{ readonly entry: OutletEntry; readonly now: number }> = ({ entry: { settings, status }, now }) => {
  const { words } = useShown();
  const said = words.outlets;
  return (
    <li>
      <div>
        <h3>
          <BidiLink class="plain" href={`/outlets/${settings.id}`} text={settings.name} />
        </h3>
        <p class="meta dots">
          {settings.home === undefined ? null : <ExternalLink to={settings.home}>{words.outlet.site}</ExternalLink>}
          <ExternalLink to={settings.feed}>{said.feed}</ExternalLink>
          {settings.summaryOnly ? <span>{said.summaryOnly}</span> : null}
          {settings.unmerged ? <span>{said.unmerged}</span> : null}
          {settings.itemsPerDay === undefined ? null : <span>{said.itemsPerDay(settings.itemsPerDay)}</span>}
        </p>
      </div>
      <Status status={status} now={now} />
    </li>
  );
};

/** How an outlet is doing: what was read when, what failed, when it is read next. */
export const Status: FC<{
  readonly status: OutletStatus;
  readonly now: number;
  /** Whether to name the place of the English sentences: the operator's pages say what they say. */
  readonly details?: boolean;
}> = ({ status, now, details = true }) => {
  const { words } = useShown();
  const said = words.outlets;
  return (
    <div>
      <p class={`state ${status.state}`}>{said.state[status.state]}</p>
      <p class="meta">
        <span>
          {status.lastSuccess === undefined ? (
            said.neverRead
          ) : (
            <>
              {said.lastRead} <RelativeTime at={status.lastSuccess} now={now} />
            </>
          )}
        </span>
        {status.state === 'failing' && status.lastTried !== undefined ? (
          <span>
            {said.lastTried} <RelativeTime at={status.lastTried} now={now} />
          </span>
        ) : null}
        {status.state === 'disabled' ? null : (
          <span>
            {said.nextRead} <RelativeTime at={Math.max(status.nextDue, now)} now={now} />
          </span>
        )}
        {status.failures > 0 ? <span>{words.failures(status.failures)}</span> : null}
      </p>
      {status.failure ? <p class="meta">{said.failure(status.failure)}.</p> : null}
      {status.state === 'failing' || status.notes.length > 0 ? (
        <p class="meta">
          {status.notes.length > 0 ? <span>{said.readWith(words.warnings(status.notes.length))}</span> : null}
          {details ? (
            <span>
              <a href="/api/outlets" hreflang="en">
                {said.details}
              </a>
            </span>
          ) : null}
        </p>
      ) : null}
      <Notes notes={status.notes.flatMap((note) => said.note(note) ?? [])} />
    </div>
  );
};

const Notes: FC<{ readonly notes: readonly string[] }> = ({ notes }) =>
  notes.length === 0 ? null : (
    <ul class="meta">
      {notes.map((note) => (
        <li>{note}.</li>
      ))}
    </ul>
  );
