/** The list of outlets for the operator: by state and country, with a pause for each, and the list's way in and out. */
import type { FC } from 'hono/jsx';
import type { OutletStatus } from '../../../documents/outlet.ts';
import type { OutletEntry } from '../../../story-index/api.ts';
import { normalize } from '../../../text/normalize.ts';
import { BidiLink, BidiText } from '../bidi.tsx';
import { Status } from '../outlets.tsx';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';
import { Act, Detail, type Done, Field, Frame, Hidden } from './frame.tsx';

type State = OutletStatus['state'];
const LIST = '/operate/outlets';
/** More countries than this fill a phone's screen before the first outlet. */
const COUNTRIES_UNFOLDED_MAX = 8;
const STATES: readonly State[] = ['ok', 'failing', 'new', 'disabled'];

interface Filter {
  /** Part of a name; '' for any. */
  readonly named: string;
  readonly state: State | undefined;
  /** '' for those without a country. */
  readonly country: string | undefined;
}

export function isState(text: string | undefined): text is State {
  return STATES.some((state) => state === text);
}

interface OutletListProps {
  readonly outlets: readonly OutletEntry[];
  readonly filter: Filter;
  readonly done?: Done | undefined;
  /** Id of the outlet to which it was done. */
  readonly doneTo?: string | undefined;
  readonly now: number;
}

export const OutletListPage: FC<OutletListProps> = ({ outlets, filter, done, doneTo, now }) => {
  const { words } = useShown();
  const said = words.operate.outlets;
  const countryOf = ({ settings }: OutletEntry) => settings.group ?? '';
  const fits = (o: OutletEntry, { named, state, country }: Filter) =>
    (state === undefined || o.status.state === state) &&
    (country === undefined || countryOf(o) === country) &&
    normalize(o.settings.name).includes(normalize(named));
  const shown = outlets.filter((o) => fits(o, filter));
  const count = (wanted: Filter) => outlets.filter((o) => fits(o, wanted)).length;
  const countries = [...new Set(outlets.map(countryOf))];
  const touched = outlets.find(({ settings }) => settings.id === doneTo);
  const chip = (label: string, wanted: Filter) => (
    <a
      href={addressOf(wanted)}
      aria-current={wanted.state === filter.state && wanted.country === filter.country ? 'true' : undefined}
    >
      {label} <small>{count(wanted)}</small>
    </a>
  );
  const byCountry = (
    <nav class="chips" aria-label={said.countries}>
      {chip(said.all, { ...filter, country: undefined })}
      {countries.map((country) => chip(country || said.noCountry, { ...filter, country }))}
    </nav>
  );
  return (
    <Frame
      title={said.title}
      section="outlets"
      done={done}
      doneTo={<DoneTo entry={touched} back={addressOf(filter)} />}
    >
      <p class="meta">
        <a href="#add">{said.add}</a>
        <a href="#import">{said.importTitle}</a>
      </p>
      <form method="get" action={LIST}>
        <Hidden fields={conditionsOf({ ...filter, named: '' })} />
        <Field label={said.filter} name="named" type="search" value={filter.named} rest={{ maxlength: 200 }} />
        <Submit label={said.show} />
      </form>
      <nav class="chips" aria-label={said.states}>
        {chip(said.all, { ...filter, state: undefined })}
        {STATES.map((state) => chip(words.outlets.state[state], { ...filter, state }))}
      </nav>
      {countries.length > COUNTRIES_UNFOLDED_MAX ? (
        <details open={filter.country !== undefined}>
          <summary>{said.countries}</summary>
          {byCountry}
        </details>
      ) : (
        byCountry
      )}
      <p class="meta">{said.shown(shown.length, outlets.length)}</p>
      {shown.length === 0 ? <p class="sheet">{outlets.length === 0 ? said.empty : said.none}</p> : null}
      <ul class="outlets">
        {shown.map((o) => (
          <Row entry={o} filter={filter} now={now} />
        ))}
      </ul>
      <FindForm />
      <section class="sec" id="import">
        <h2>{said.importTitle}</h2>
        <form method="post" action="/operate/outlets/import" enctype="multipart/form-data">
          <Field label={said.importFile} hint={said.importHint} name="file" type="file" rest={{ required: true }} />
          <label class="check">
            <input type="radio" name="how" value="add" checked />
            {said.importAdd}
          </label>
          <label class="check">
            <input type="radio" name="how" value="replace" />
            {said.importReplace}
          </label>
          <Submit label={said.import} />
        </form>
        <p>
          <a href="/outlets.opml" download="outlets.opml">
            {said.export}
          </a>
        </p>
      </section>
    </Frame>
  );
};

export const FindForm: FC<{ readonly address?: string }> = ({ address = '' }) => {
  const said = useShown().words.operate.outlets;
  return (
    <section class="sec" id="add">
      <h2>{said.add}</h2>
      <form method="post" action="/operate/outlets/find">
        <Field
          label={said.address}
          hint={said.addressHint}
          name="address"
          value={address}
          rest={{ required: true, maxlength: 2000, placeholder: 'https://', inputmode: 'url' }}
        />
        <Field label={said.userAgent} hint={said.userAgentHint} name="userAgent" rest={{ maxlength: 300 }} />
        <Submit label={said.find} />
      </form>
    </section>
  );
};

/** The address of the list so filtered. */
function addressOf(filter: Filter): string {
  const query = new URLSearchParams(conditionsOf(filter));
  return query.size === 0 ? LIST : `${LIST}?${query}`;
}

function conditionsOf({ named, state, country }: Filter): Readonly<Record<string, string>> {
  return {
    ...(named === '' ? {} : { named }),
    ...(state === undefined ? {} : { state }),
    ...(country === undefined ? {} : { country }),
  };
}

const Row: FC<{ readonly entry: OutletEntry; readonly filter: Filter; readonly now: number }> = ({
  entry,
  filter,
  now,
}) => {
  const { id, name, group } = entry.settings;
  return (
    <li id={id}>
      <div>
        <h2>
          <BidiLink href={`/operate/outlets/${id}`} text={name} />
        </h2>
        <PauseOrResume entry={entry} back={addressOf(filter)} />
        {group === undefined || filter.country !== undefined ? null : (
          <p class="meta">
            <BidiText text={group} />
          </p>
        )}
      </div>
      <Status status={entry.status} now={now} details={false} />
    </li>
  );
};

/** To which outlet it was done, and the button that takes a pause back. */
const DoneTo: FC<{ readonly entry: OutletEntry | undefined; readonly back: string }> = ({ entry, back }) =>
  entry === undefined ? null : (
    <div class="acts">
      <BidiLink href={`/operate/outlets/${entry.settings.id}`} text={entry.settings.name} />
      <PauseOrResume entry={entry} back={back} />
    </div>
  );

/** `back`: the path to return to. */
export const PauseOrResume: FC<{ readonly entry: OutletEntry; readonly back: string }> = ({ entry, back }) => {
  const said = useShown().words.operate.outlets;
  const { id, name, disabled } = entry.settings;
  const deed = disabled ? 'resume' : 'pause';
  return <Act to={`/operate/outlets/${id}/${deed}`} label={said[deed]} of={name} with={{ back }} />;
};

/** What an import took, and what it did not. */
export const ImportedPage: FC<{
  readonly taken: number;
  /** Outlets that were listed and no longer are. */
  readonly removed: number;
  readonly leftOut: readonly string[];
}> = ({ taken, removed, leftOut }) => {
  const said = useShown().words.operate.outlets;
  return (
    <Frame title={said.importTitle} section="outlets">
      <div class="sheet" role="status">
        <p>{said.imported(taken)}</p>
        {removed === 0 ? null : <p>{said.unlisted(removed)}</p>}
        <p>
          <a href={LIST}>{said.title}</a>
        </p>
      </div>
      {leftOut.length === 0 ? null : (
        <section class="sec">
          <h2>{said.leftOut}</h2>
          <ul class="reports">
            {leftOut.map((sentence) => (
              <li>
                <Detail lines={[sentence]} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  );
};
