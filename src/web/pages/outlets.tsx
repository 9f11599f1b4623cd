/** Every outlet and how it is doing: last success, next due, and in words what went wrong. */
import type { FC } from 'hono/jsx';
import type { OutletEntry } from '../../story-index/api.ts';
import { BidiText } from './bidi.tsx';
import { ExternalLink } from './external-link.tsx';
import { FRONT_FEED, Page } from './layout.tsx';
import { failureReason, failures, OUTLET_STATE, warnings } from './localization.ts';
import { RelativeTime } from './relative-time.tsx';

interface OutletsProps {
  readonly outlets: readonly OutletEntry[];
  readonly now: number;
}

export const OutletsPage: FC<OutletsProps> = ({ outlets, now }) => {
  const groups = Map.groupBy(outlets, (o) => o.settings.group ?? '');
  const count = (state: OutletEntry['status']['state']) => outlets.filter((o) => o.status.state === state).length;
  return (
    <Page
      title="المصادر — wirefold"
      description="المصادر التي تُقرأ وحال كل منها."
      section="outlets"
      feeds={[FRONT_FEED]}
    >
      <div class="bar">
        <h1>المصادر</h1>
        <a class="button" href="/outlets.opml" download="outlets.opml">
          تنزيل OPML
        </a>
      </div>
      <dl class="sum">
        {(['ok', 'failing', 'new', 'disabled'] as const)
          .filter((state) => count(state) > 0)
          .map((state) => (
            <div>
              <dt>{OUTLET_STATE[state]}</dt>
              <dd>{count(state)}</dd>
            </div>
          ))}
      </dl>
      {outlets.length === 0 ? <p class="sheet">لا مصادر في القائمة بعد.</p> : null}
      {[...groups].map(([group, members]) => (
        <section class="sec">
          <h2>
            <BidiText text={group || 'مصادر'} />
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

const Outlet: FC<{ readonly entry: OutletEntry; readonly now: number }> = ({ entry: { settings, status }, now }) => (
  <li>
    <div>
      <h3>
        <ExternalLink to={settings.home ?? settings.feed} class="plain">
          <BidiText text={settings.name} />
        </ExternalLink>
      </h3>
      <p class="meta dots">
        <ExternalLink to={settings.feed}>الخلاصة</ExternalLink>
        {settings.summaryOnly ? <span>العنوان والملخص فقط</span> : null}
        {settings.unmerged ? <span>لا تُضمّ إلى غيرها</span> : null}
        {settings.itemsPerDay === undefined ? null : <span>حتى {settings.itemsPerDay} في اليوم</span>}
      </p>
    </div>
    <div>
      <p class={`state ${status.state}`}>{OUTLET_STATE[status.state]}</p>
      <p class="meta">
        <span>
          {status.lastSuccess === undefined ? (
            'لم تنجح قراءته بعد'
          ) : (
            <>
              آخر قراءة ناجحة <RelativeTime at={status.lastSuccess} now={now} />
            </>
          )}
        </span>
        {status.state === 'disabled' ? null : (
          <span>
            القراءة المقبلة <RelativeTime at={Math.max(status.nextDue, now)} now={now} />
          </span>
        )}
        {status.failures > 0 ? <span>{failures(status.failures)}</span> : null}
      </p>
      {status.failure ? <p class="meta">{failureReason(status.failure)}.</p> : null}
      {status.state === 'failing' || status.notes.length > 0 ? (
        <p class="meta">
          {status.notes.length > 0 ? <span>قُرئت الخلاصة مع {warnings(status.notes.length)}</span> : null}
          <span>
            <a href="/api/outlets" hreflang="en">
              التفاصيل بالإنجليزية
            </a>
          </span>
        </p>
      ) : null}
    </div>
  </li>
);
