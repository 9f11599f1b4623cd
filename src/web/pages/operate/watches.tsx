/** The watches as the operator sees them: their addresses, and how their alerts are taken. */
import type { FC } from 'hono/jsx';
import { sliceQuery } from '../../../documents/slice.ts';
import { ALERT_FORMATS, WATCH_NAME_CHARS_MAX, watchPath } from '../../../documents/watch.ts';
import { sliceTitle } from '../../../render/slice-title.ts';
import type { WatchState } from '../../../story-index/api.ts';
import { BidiText } from '../bidi.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { useShown } from '../shown.ts';
import { Act, Detail, type Done, Field, Frame } from './frame.tsx';

interface WatchesProps {
  readonly watches: readonly WatchState[];
  readonly done?: Done | undefined;
  readonly now: number;
}

export const WatchesPage: FC<WatchesProps> = ({ watches, done, now }) => {
  const said = useShown().words.operate.watches;
  return (
    <Frame title={said.title} section="watches" done={done}>
      {watches.length === 0 ? <p class="sheet">{said.none}</p> : null}
      <ul class="outlets">
        {watches.map((watch) => (
          <Watch watch={watch} now={now} />
        ))}
      </ul>
      <AddForm />
    </Frame>
  );
};

const Watch: FC<{ readonly watch: WatchState; readonly now: number }> = ({ watch, now }) => {
  const shown = useShown();
  const said = shown.words.operate.watches;
  const { name, slice, alert } = watch;
  return (
    <li>
      <a href={watchPath(name)}>
        <BidiText text={name} />
      </a>
      <p class="meta">
        <a href={`/${sliceQuery(slice)}`}>
          <BidiText text={sliceTitle(slice, {}, shown)} />
        </a>
      </p>
      {alert ? <Alerts alert={alert} now={now} /> : <p class="meta">{said.quiet}</p>}
      <Act to={`/operate${watchPath(name).replace('/w/', '/watches/')}/remove`} label={said.remove} of={name} />
    </li>
  );
};

const Alerts: FC<{ readonly alert: NonNullable<WatchState['alert']>; readonly now: number }> = ({ alert, now }) => {
  const said = useShown().words.operate.watches;
  const { format, host, enters, publishers, delivered, ended, waiting, failure, full, givenUp } = alert;
  return (
    <>
      <p class="meta">
        <span lang="en" dir="ltr">
          {format} · {host}
        </span>
        {enters ? <span>{said.entersToo}</span> : null}
        {publishers === undefined ? null : <span>{said.reaches(publishers)}</span>}
        <span>{said.waiting(waiting)}</span>
        {delivered === undefined ? null : (
          <span>
            {said.delivered} <RelativeTime at={delivered} now={now} />
          </span>
        )}
      </p>
      {ended === undefined ? null : <p class="sheet">{said.ended}</p>}
      {full ? <p class="sheet">{said.full}</p> : null}
      {failure === undefined ? null : (
        <>
          <p>{said.failing}</p>
          <Detail lines={[failure]} />
        </>
      )}
      {givenUp.length === 0 ? null : (
        <>
          <h2>{said.givenUp}</h2>
          <ul>
            {givenUp.map(({ story, title, made }) => (
              <li>
                <a href={`/stories/${story}`}>
                  <BidiText text={title || story} />
                </a>{' '}
                <RelativeTime at={made} now={now} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const AddForm: FC = () => {
  const said = useShown().words.operate.watches;
  return (
    <section class="sec">
      <h2>{said.add}</h2>
      <form method="post" action="/operate/watches">
        <Field label={said.name} name="name" rest={{ required: true, maxlength: WATCH_NAME_CHARS_MAX }} />
        <Field label={said.slice} name="slice" rest={{ required: true, maxlength: 2000, placeholder: '/?q=' }} />
        <Field
          label={said.url}
          name="url"
          type="url"
          rest={{ maxlength: 2000, placeholder: 'https://', autocomplete: 'off' }}
        />
        <label>
          {said.format}
          <select name="format">
            {ALERT_FORMATS.map((format) => (
              <option value={format}>{format}</option>
            ))}
          </select>
        </label>
        <Field label={said.chat} name="chat" rest={{ maxlength: 64 }} />
        <Field label={said.publishers} name="alertPublishers" type="number" rest={{ min: 2, max: 1000 }} />
        <button class="button" type="submit">
          {said.make}
        </button>
      </form>
    </section>
  );
};

/** The only page that ever shows the secret. */
export const WatchMadePage: FC<{ readonly name: string; readonly secret: string }> = ({ name, secret }) => {
  const said = useShown().words.operate.watches;
  return (
    <Frame title={said.title} section="watches">
      <p role="status">{said.made}</p>
      <p>
        <a href={watchPath(name)}>
          <BidiText text={name} />
        </a>
      </p>
      <p>{said.secret}</p>
      <p>
        <code class="copy" tabindex={0} lang="en" dir="ltr">
          {secret}
        </code>
      </p>
    </Frame>
  );
};
