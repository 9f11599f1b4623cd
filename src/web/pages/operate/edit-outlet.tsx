/** One outlet for the operator: how it is doing, its settings, and its removal; and what a look at an address found. */
import type { FC } from 'hono/jsx';
import { PUBLISHER_CHARS_MAX } from '../../../feeds/publisher.ts';
import { ITEMS_PER_DAY_DEFAULT } from '../../../limits.ts';
import type { FoundFeeds } from '../../../outlet/api.ts';
import type { OutletEntry, TakenDown } from '../../../story-index/api.ts';
import { BidiText } from '../bidi.tsx';
import { ExternalLink } from '../external-link.tsx';
import { Status } from '../outlets.tsx';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';
import { Act, Check, Detail, type Done, Field, Frame, Hidden } from './frame.tsx';
import { FindForm, PauseOrResume } from './outlet-list.tsx';

interface EditOutletProps {
  readonly entry: OutletEntry;
  /** Names in use, to choose from. */
  readonly countries: readonly string[];
  readonly done?: Done | undefined;
  readonly now: number;
}

export const EditOutletPage: FC<EditOutletProps> = ({ entry, countries, done, now }) => {
  const { operate } = useShown().words;
  const said = operate.outlets;
  const { settings, status } = entry;
  // The sentences below tell it at length.
  const lines = [...(status.state === 'ok' || status.state === 'failing' ? [status.detail] : []), ...status.notes];
  const short = { notes: [], ...(operate.told(status.detail) === undefined ? {} : { failure: undefined }) };
  const path = `/operate/outlets/${settings.id}`;
  return (
    <Frame title={settings.name} section="outlets" done={done}>
      <p class="meta">
        <ExternalLink to={settings.feed}>{said.feed}</ExternalLink>
        <a href={`/outlets/${settings.id}`}>{said.publicPage}</a>
        {settings.checked === undefined ? null : <span>{said.checked(settings.checked)}</span>}
      </p>
      <Status status={{ ...status, ...short }} now={now} details={false} />
      <section class="sec">
        {lines.length === 0 ? null : <h2>{said.said}</h2>}
        <Detail lines={lines} />
        <PauseOrResume entry={entry} back={path} />
      </section>
      <section class="sec">
        <h2>{said.settings}</h2>
        <form method="post" action={path}>
          <Field label={said.name} name="name" value={settings.name} rest={{ required: true, maxlength: 200 }} />
          <CountryField value={settings.group} />
          <Countries names={countries} />
          <Field label={said.home} hint={said.homeHint} name="home" value={settings.home} type="url" />
          <Field
            label={said.publisher}
            hint={said.publisherHint}
            name="publisher"
            value={settings.publisher}
            rest={{ maxlength: PUBLISHER_CHARS_MAX }}
          />
          <Field
            label={said.priority}
            hint={said.priorityHint}
            name="priority"
            type="number"
            value={settings.priority}
            rest={{ required: true, min: -100, max: 100 }}
          />
          <Field
            label={said.itemsPerDay}
            hint={said.itemsPerDayHint(ITEMS_PER_DAY_DEFAULT)}
            name="itemsPerDay"
            type="number"
            value={settings.itemsPerDay}
            rest={{ min: 1, max: 10_000 }}
          />
          <Field
            label={said.userAgent}
            hint={said.userAgentHint}
            name="userAgent"
            value={settings.userAgent}
            rest={{ maxlength: 300 }}
          />
          <Check label={said.summaryOnly} name="summaryOnly" on={settings.summaryOnly} />
          <Check label={said.unmerged} name="unmerged" on={settings.unmerged} />
          <Submit label={said.save} />
        </form>
      </section>
      <section class="sec">
        <h2>{said.remove}</h2>
        <p class="meta">{said.removeHint}</p>
        <div class="acts">
          <Act to={`${path}/remove`} label={said.removeKeeping} />
          <Act to={`${path}/remove`} label={said.removeAll} with={{ articles: '1' }} />
        </div>
      </section>
    </Frame>
  );
};

const CountryField: FC<{ readonly value?: string | undefined }> = ({ value }) => (
  <Field
    label={useShown().words.operate.outlets.country}
    name="group"
    value={value}
    rest={{ maxlength: 200, list: 'countries' }}
  />
);

/** Once a page: what its country fields offer. */
const Countries: FC<{ readonly names: readonly string[] }> = ({ names }) => (
  <datalist id="countries">
    {names.map((country) => (
      <option value={country} />
    ))}
  </datalist>
);

interface RemovalProps {
  readonly entry: OutletEntry;
  /** What goes with it; undefined: its articles stay. */
  readonly counts: TakenDown | undefined;
}

/** What a removal would do, before it is done. */
export const RemovalPage: FC<RemovalProps> = ({ entry: { settings }, counts }) => {
  const { words } = useShown();
  const said = words.operate.outlets;
  const path = `/operate/outlets/${settings.id}`;
  return (
    <Frame title={settings.name} section="outlets">
      <h2>{counts ? said.removeAll : said.removeKeeping}</h2>
      <p>{counts ? said.removal(counts) : said.removalKeeping}</p>
      <p class="meta">{words.operate.stories.previewNote}</p>
      <form method="post" action={`${path}/remove`}>
        <Hidden fields={{ confirm: '1', ...(counts ? { articles: '1' } : {}) }} />
        {counts ? <Field label={said.reason} name="reason" rest={{ maxlength: 500 }} /> : null}
        <Submit label={words.operate.confirm} />
      </form>
      <p>
        <a href={path}>{words.operate.back}</a>
      </p>
    </Frame>
  );
};

interface FoundProps {
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly found: FoundFeeds;
  readonly countries: readonly string[];
}

export const FoundPage: FC<FoundProps> = ({ address, userAgent, found, countries }) => {
  const { words } = useShown();
  const said = words.operate.outlets;
  return (
    <Frame title={said.found} section="outlets">
      {found.kind === 'failed' ? (
        <section class="sec" role="alert">
          <h2>{said.notFound}</h2>
          <p>{words.outlets.failure(found.failure)}.</p>
          <Detail lines={[found.detail]} />
        </section>
      ) : null}
      {found.kind === 'feed' ? (
        <section class="sec">
          <h2>{said.isFeed(found.items)}</h2>
          <h3>{said.newest}</h3>
          <ul>
            {found.newest.map((title) => (
              <li>
                <BidiText text={title} />
              </li>
            ))}
          </ul>
          <Detail lines={found.warnings} />
          <AddForm feed={found.address} name={found.title} home={found.home} userAgent={userAgent} />
        </section>
      ) : null}
      {found.kind === 'page' && found.feeds.length === 0 ? <p role="alert">{said.offersNone}</p> : null}
      {found.kind === 'page' && found.feeds.length > 0 ? (
        <section class="sec">
          <h2>{said.offers}</h2>
          {found.feeds.map(({ address: feed, title }) => (
            <section class="sheet">
              <h3>
                <BidiText text={title ?? feed} />
              </h3>
              <p class="meta" dir="ltr">
                {feed}
              </p>
              <AddForm feed={feed} name={found.title ?? title} home={found.address} userAgent={userAgent} />
            </section>
          ))}
        </section>
      ) : null}
      <Countries names={countries} />
      <FindForm address={address} />
    </Frame>
  );
};

interface AddProps {
  readonly feed: string;
  readonly name: string | undefined;
  readonly home: string | undefined;
  readonly userAgent: string | undefined;
}

const AddForm: FC<AddProps> = ({ feed, name, home, userAgent }) => {
  const said = useShown().words.operate.outlets;
  const kept = { ...(home === undefined ? {} : { home }), ...(userAgent === undefined ? {} : { userAgent }) };
  return (
    <form method="post" action="/operate/outlets">
      <Hidden fields={{ feed, ...kept }} />
      <Field label={said.name} name="name" value={name} rest={{ maxlength: 200 }} />
      <CountryField />
      <button class="button" type="submit">
        {said.addThis}
        <span class="hide"> {feed}</span>
      </button>
    </form>
  );
};
