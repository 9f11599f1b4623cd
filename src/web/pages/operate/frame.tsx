/** The frame of the operator's pages: their sections, the way out, what was just done, and the parts of their forms. */
import type { Child, FC } from 'hono/jsx';
import type { OperateWords } from '../../../localization/operate-in-arabic.ts';
import { OwnSentence } from '../bidi.tsx';
import { FRONT_FEED, Page } from '../layout.tsx';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';

/** What was just done, as the address of the page after it says. */
export type Done = keyof OperateWords['done'];

type Section = keyof OperateWords['nav'];

const SECTION_PATHS: Readonly<Record<Section, string>> = {
  today: '/operate',
  outlets: '/operate/outlets',
  stories: '/operate/stories',
  watches: '/operate/watches',
  takenDown: '/operate/taken-down',
  backup: '/operate/backup',
};

interface FrameProps {
  readonly title: string;
  readonly section?: Section;
  readonly done?: Done | undefined;
  /** Of what it was done, and a way to undo it. */
  readonly doneTo?: Child;
  readonly children?: Child;
}

export const Frame: FC<FrameProps> = ({ title, section, done, doneTo, children }) => {
  const { site, words } = useShown();
  const said = words.operate;
  return (
    <Page title={`${title} — ${site.name}`} description={said.description} feeds={[FRONT_FEED]} operator>
      <div class="bar">
        <nav class="pick" aria-label={said.navLabel}>
          {(Object.entries(SECTION_PATHS) as [Section, string][]).map(([name, path]) => (
            <a href={path} aria-current={name === section ? 'page' : undefined}>
              {said.nav[name]}
            </a>
          ))}
        </nav>
        <form method="post" action="/operate/sign-out">
          <Submit label={said.signOut} />
        </form>
      </div>
      {done === undefined ? null : (
        <div class="sheet" role="status">
          <p>{said.done[done]}</p>
          {doneTo}
        </div>
      )}
      <div class="operate">
        <h1>{title}</h1>
        {children}
      </div>
    </Page>
  );
};

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly value?: string | number | undefined;
  readonly type?: 'text' | 'url' | 'number' | 'password' | 'file' | 'search';
  /** A sentence under the label. */
  readonly hint?: string;
  /** Other attributes of the input. */
  readonly rest?: Readonly<Record<string, string | number | boolean>>;
}

export const Field: FC<FieldProps> = ({ label, name, value, type = 'text', hint, rest = {} }) => {
  const describedBy = hint === undefined ? {} : { 'aria-describedby': `${name}-hint` };
  const shown = value === undefined ? undefined : String(value);
  return (
    <div class="field">
      <label>
        {label}
        <input type={type} name={name} value={shown} dir="auto" {...describedBy} {...rest} />
      </label>
      {hint === undefined ? null : (
        <p id={`${name}-hint`} class="meta">
          {hint}
        </p>
      )}
    </div>
  );
};

export const Check: FC<{ readonly label: string; readonly name: string; readonly on?: boolean }> = ({
  label,
  name,
  on = false,
}) => (
  <label class="check">
    <input type="checkbox" name={name} value="1" checked={on} />
    {label}
  </label>
);

/** A form of one button. */
export const Act: FC<{
  readonly to: string;
  readonly label: string;
  /** What a screen reader says after the label: of what it is. */
  readonly of?: string;
  readonly with?: Readonly<Record<string, string>>;
  /** What it does, in a sentence beside it. */
  readonly hint?: string;
}> = ({ to, label, of, with: given = {}, hint }) => (
  <form method="post" action={to}>
    <Hidden fields={given} />
    <button class="button" type="submit">
      {label}
      {of === undefined ? null : <span class="hide"> {of}</span>}
    </button>
    {hint === undefined ? null : <p class="meta">{hint}</p>}
  </form>
);

export const Hidden: FC<{ readonly fields: Readonly<Record<string, string>> }> = ({ fields }) => (
  <>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

/** English sentences of the API in the page's language. What has no translation, such as an exception's message, can be opened. */
export const Detail: FC<{ readonly lines: readonly string[] }> = ({ lines }) => {
  const said = useShown().words.operate;
  const told = lines.flatMap((line) => said.told(line) ?? []);
  const others = lines.filter((line) => said.told(line) === undefined);
  return (
    <>
      {told.length === 0 ? null : (
        <ul class="lines">
          {told.map((line) => (
            <li>
              <OwnSentence text={line} />
            </li>
          ))}
        </ul>
      )}
      {others.length === 0 ? null : (
        <details>
          <summary>{said.original}</summary>
          <ul lang="en" dir="ltr">
            {others.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
