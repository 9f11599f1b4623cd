/** The watches as the operator sees them: their addresses, and how their alerts are taken. */
import type { FC } from 'hono/jsx';
import { sliceQuery } from '../../../documents/slice.ts';
import { ALERT_FORMATS, WATCH_NAME_CHARS_MAX, watchPath } from '../../../documents/watch.ts';
import { sliceTitle } from '../../../render/slice-title.ts';
import type { WatchState } from '../../../story-index/api.ts';
import type { Form } from '../../http/form.ts';
import { BidiLink, OwnSentence } from '../bidi.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';
import { Act, Detail, type Done, Field, Frame } from './frame.tsx';

interface WatchesProps {
  readonly watches: readonly WatchState[];
  readonly done?: Done | undefined;
  /** The form as it was sent, and why no watch was made of it. */
  readonly refused?: { readonly form: Form; readonly why: string } | undefined;
  /** Why the receiver did not take a test. */
  readonly untaken?: string | undefined;
  readonly now: number;
}

export const WatchesPage: FC<WatchesProps> = ({ watches, done, refused, untaken, now }) => {
  const { operate } = useShown().words;
  const said = operate.watches;
  return (
    <Frame title={said.title} section="watches" done={done}>
      {untaken === undefined ? null : (
        <div class="sheet" role="alert">
          <p>{said.testFailed}</p>
          <Detail lines={[untaken]} />
        </div>
      )}
      {refused === undefined ? null : (
        <div class="sheet" role="alert">
          <p>{operate.nothingChanged}</p>
          <Detail lines={[refused.why]} />
          <p>
            <a href="#add">{said.add}</a>
          </p>
        </div>
      )}
      {watches.length === 0 ? <p class="sheet">{said.none}</p> : null}
      <ul class="outlets">
        {watches.map((watch) => (
          <Watch watch={watch} now={now} />
        ))}
      </ul>
      <AddForm given={refused?.form} />
    </Frame>
  );
};

const Watch: FC<{ readonly watch: WatchState; readonly now: number }> = ({ watch, now }) => {
  const shown = useShown();
  const said = shown.words.operate.watches;
  const { name, slice, alert } = watch;
  return (
    <li>
      <BidiLink href={watchPath(name)} text={name} />
      <p class="meta">
        <BidiLink href={`/${sliceQuery(slice)}`} text={sliceTitle(slice, {}, shown)} />
      </p>
      {alert ? <Alerts alert={alert} now={now} /> : <p class="meta">{said.quiet}</p>}
      <div class="acts">
        {alert === undefined ? null : <Act to={`${operatePath(name)}/test`} label={said.test} of={name} />}
        <Act to={`${operatePath(name)}/remove`} label={said.remove} of={name} />
      </div>
    </li>
  );
};

function operatePath(name: string): string {
  return `/operate/watches/${encodeURIComponent(name)}`;
}

type AlertState = NonNullable<WatchState['alert']>;

/** Whether the operator must see to it. */
export function fails({ ended, failure, full, givenUp }: AlertState): boolean {
  return ended !== undefined || failure !== undefined || full || givenUp.length > 0;
}

/** What a removal takes away, before it is done. */
export const WatchRemovalPage: FC<{ readonly name: string }> = ({ name }) => {
  const { operate } = useShown().words;
  return (
    <Frame title={name} section="watches">
      <p>
        <OwnSentence text={operate.watches.removal(name)} />
      </p>
      <Act to={`${operatePath(name)}/remove`} label={operate.confirm} with={{ confirm: '1' }} />
      <p>
        <a href="/operate/watches">{operate.back}</a>
      </p>
    </Frame>
  );
};

export const Alerts: FC<{ readonly alert: AlertState; readonly now: number }> = ({ alert, now }) => {
  const said = useShown().words.operate.watches;
  const { format, host, enters, publishers, delivered, ended, waiting, failure, full, givenUp } = alert;
  return (
    <>
      <p class="meta">
        <span>{said.formats[format]}</span>
        <span>
          <bdi lang="en" dir="ltr">
            {host}
          </bdi>
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
          <p>{said.givenUp}</p>
          <ul>
            {givenUp.map(({ story, title, made }) => (
              <li>
                <BidiLink href={`/stories/${story}`} text={title || story} /> <RelativeTime at={made} now={now} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** `given`: what was sent, but for the receiver's address, which may be a secret. */
const AddForm: FC<{ readonly given: Form | undefined }> = ({ given }) => {
  const said = useShown().words.operate.watches;
  const text = (name: string) => given?.text(name) || undefined;
  const format = text('format');
  return (
    <section class="sec" id="add">
      <h2>{said.add}</h2>
      <form method="post" action="/operate/watches">
        <Field
          label={said.name}
          hint={said.nameHint}
          name="name"
          value={text('name')}
          rest={{ required: true, maxlength: WATCH_NAME_CHARS_MAX }}
        />
        <Field
          label={said.slice}
          hint={said.sliceHint}
          name="slice"
          value={text('slice')}
          rest={{ required: true, maxlength: 2000, placeholder: '/?q=' }}
        />
        <Field
          label={said.url}
          hint={said.urlHint}
          name="url"
          type="url"
          rest={{ maxlength: 2000, placeholder: 'https://', autocomplete: 'off' }}
        />
        <label>
          {said.format}
          <select name="format">
            {ALERT_FORMATS.map((one) => (
              <option value={one} selected={one === format}>
                {said.formats[one]}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={said.publishers}
          hint={said.publishersHint}
          name="alertPublishers"
          type="number"
          value={text('alertPublishers')}
          rest={{ min: 2, max: 1000 }}
        />
        <Field
          label={said.chat}
          hint={said.chatHint}
          name="chat"
          value={text('chat')}
          rest={{ maxlength: 64, dir: 'ltr' }}
        />
        <Submit label={said.make} />
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
        <BidiLink href={watchPath(name)} text={name} />
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
