/** The one page of the operator's that needs no session. */
import type { FC } from 'hono/jsx';
import { FRONT_FEED, Page } from '../layout.tsx';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';
import { Field, Hidden } from './frame.tsx';

/** `to`: the path to go on to. `fault`: why the last try failed. */
export const SignInPage: FC<{ readonly to: string; readonly fault: string | undefined }> = ({ to, fault }) => {
  const { site, words } = useShown();
  const said = words.operate;
  return (
    <Page title={`${said.signIn} — ${site.name}`} description={said.description} feeds={[FRONT_FEED]} operator>
      <div class="operate">
        <h1>{said.signIn}</h1>
        {fault === undefined ? null : <p role="alert">{fault}</p>}
        <form method="post" action="/operate/sign-in">
          <Hidden fields={{ to }} />
          <Field
            label={said.token}
            name="token"
            type="password"
            rest={{ autocomplete: 'current-password', required: true, maxlength: 1000, autofocus: true }}
          />
          <Submit label={said.signIn} />
        </form>
      </div>
    </Page>
  );
};
