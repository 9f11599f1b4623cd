/** What the day has used, what waits, what was put aside and why, and the buttons for all of it. */
import type { FC } from 'hono/jsx';
import type { Thrift } from '../../../documents/usage.ts';
import type { PlanADay } from '../../../env.ts';
import type { Round } from '../../../outlet/api.ts';
import type { Published, Today, WatchState } from '../../../story-index/api.ts';
import { BidiLink, BidiText, OwnSentence } from '../bidi.tsx';
import { ExternalLink } from '../external-link.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { useShown } from '../shown.ts';
import { Act, Detail, type Done, Frame } from './frame.tsx';
import { Alerts, fails } from './watches.tsx';

const AMOUNTS: readonly (keyof PlanADay)[] = ['kvWrites', 'rowsWritten', 'rowsRead', 'objectRequests'];

interface TodayProps {
  readonly today: Today;
  readonly plan: PlanADay;
  readonly thrift: Thrift;
  /** Outlets that could not be read. */
  readonly failing: number;
  readonly watches: readonly WatchState[];
  /** Sentences about settings. */
  readonly faults: readonly string[];
  readonly done?: Done | undefined;
  readonly now: number;
}

export const TodayPage: FC<TodayProps> = ({ today, plan, thrift, failing, watches, faults, done, now }) => {
  const { words } = useShown();
  const said = words.operate.today;
  const when = (at: number | undefined) => (at === undefined ? said.never : <RelativeTime at={at} now={now} />);
  return (
    <Frame title={said.title} section="today" done={done}>
      {thrift === 0 ? null : <p class="sheet">{words.outlets.shortDay[thrift]}</p>}
      {faults.length === 0 ? null : (
        <section class="sec">
          <h2>{said.configuration}</h2>
          <Detail lines={faults} />
        </section>
      )}
      <section class="sec">
        <h2>{said.used}</h2>
        <p class="meta">{said.since}</p>
        <dl class="sum">
          {AMOUNTS.map((amount) => (
            <div>
              <dt>{said[amount]}</dt>
              <dd>
                <Amount used={today.used[amount]} most={plan[amount]} label={said[amount]} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="sec">
        <h2>{words.sections.stories}</h2>
        <dl class="sum">
          {(
            [
              [said.waiting, today.waiting],
              [said.unfiled, today.unfiled],
              [said.articles, today.articles],
              [said.lastFiled, when(today.lastFiled)],
              [said.lastPublished, when(today.lastPublished)],
            ] as const
          ).map(([label, value]) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="sec">
        <h2>{said.outlets}</h2>
        {failing === 0 ? (
          <p class="meta">{said.allRead}</p>
        ) : (
          <p>
            <a href="/operate/outlets?state=failing">{said.failingOutlets(failing)}</a>
          </p>
        )}
      </section>
      <FailingAlerts watches={watches} now={now} />
      <section class="sec">
        <h2>{said.actions}</h2>
        <Act to="/operate/read" label={said.read} hint={said.readHint} />
        <Act to="/operate/read" label={said.readAll} hint={said.readAllHint} with={{ force: '1' }} />
        <Act to="/operate/publish" label={said.publish} hint={said.publishHint} />
        <Act to="/operate/republish" label={said.republish} hint={said.republishHint} />
      </section>
      <section class="sec">
        <h2>{said.quarantine}</h2>
        <p class="meta">{today.quarantined.length === 0 ? said.noQuarantine : said.quarantineWhy}</p>
        <ul>
          {today.quarantined.map((one) => (
            <li>
              <ExternalLink to={one.url}>
                <BidiText text={one.title} />
              </ExternalLink>
              <p class="meta">
                <RelativeTime at={one.seen} now={now} />
              </p>
              <Detail lines={[one.reason]} />
            </li>
          ))}
        </ul>
      </section>
    </Frame>
  );
};

/** Nothing where every receiver takes its alerts. */
const FailingAlerts: FC<{ readonly watches: readonly WatchState[]; readonly now: number }> = ({ watches, now }) => {
  const said = useShown().words.operate.today;
  const failing = watches.flatMap(({ name, alert }) => (alert && fails(alert) ? [{ name, alert }] : []));
  if (failing.length === 0) return null;
  return (
    <section class="sec">
      <h2>{said.alerts}</h2>
      <ul class="reports">
        {failing.map(({ name, alert }) => (
          <li>
            <a href="/operate/watches">
              <OwnSentence text={said.alertsOf(name)} />
            </a>
            <Alerts alert={alert} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Amount: FC<{ readonly used: number; readonly most: number | undefined; readonly label: string }> = ({
  used,
  most,
  label,
}) => {
  const said = useShown().words.operate.today;
  const digits = (n: number) => n.toLocaleString('en');
  if (most === undefined)
    return (
      <>
        {digits(used)} <span class="meta">{said.noLimit}</span>
      </>
    );
  return (
    <>
      <meter min={0} max={most} value={Math.min(used, most)} high={0.85 * most} aria-label={label}>
        {digits(used)}
      </meter>{' '}
      <span class="meta">{said.of(digits(used), digits(most))}</span>
    </>
  );
};

/** What a reading of all outlets came to. */
export const RoundPage: FC<{ readonly round: Round }> = ({ round: { reports, published } }) => {
  const said = useShown().words.operate.today;
  const asked = reports.filter(({ outcome }) => outcome !== 'not-due' && outcome !== 'disabled');
  const filed = reports.reduce((sum, report) => sum + report.filed, 0);
  return (
    <Frame title={said.readDone} section="today">
      <p role="status">{said.filed(filed)}</p>
      <Publication published={published} />
      {asked.length === 0 ? <p class="sheet">{said.noneRead}</p> : null}
      <ul class="outlets">
        {asked.map(({ outlet, name, outcome, filed: brought }) => (
          <li>
            <BidiLink href={`/operate/outlets/${outlet}`} text={name} />
            <p class="meta">
              <span>{said.outcome[outcome]}</span>
              <span>{said.filed(brought)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Frame>
  );
};

const Publication: FC<{ readonly published: Published }> = ({ published: { written, left, failure } }) => (
  <>
    <p>{useShown().words.operate.today.written(written, left)}</p>
    <Detail lines={failure === undefined ? [] : [failure]} />
  </>
);
