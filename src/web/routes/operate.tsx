/** The operator's pages: signing in and out, the day, backup and restore. Outlets and stories have files of their own. */
import type { Context } from 'hono';
import { configFaults, planOf, readConfig, TOKEN_CHARS_MAX } from '../../env.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { TokenCheck } from '../http/admin-token.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { readForm } from '../http/form.ts';
import { SIGN_IN } from '../http/operator-pages.ts';
import { localizedFor } from '../http/presentation.ts';
import { closeSession, openSession } from '../http/session.ts';
import { uploadedFile } from '../http/uploaded-file.ts';
import { BackupPage } from '../pages/operate/backup-form.tsx';
import { SignInPage } from '../pages/operate/sign-in.tsx';
import { RoundPage, TodayPage } from '../pages/operate/today.tsx';
import { doneIn, goTo, notDone, ownPath, show } from './operate-answer.ts';
import { operateOutletRoutes } from './operate-outlets.tsx';
import { operateStoryRoutes } from './operate-stories.tsx';
import { operateWatchRoutes } from './operate-watches.tsx';
import { sendBackup } from './operator.ts';
import { operatePage, type Route } from './route.ts';

export const operateRoutes = (parts: Parts, check: TokenCheck): readonly Route[] => [
  operatePage('get', SIGN_IN, (c) => show(c, <SignInPage to={ownPath(c.req.query('to'))} fault={undefined} />)),
  operatePage('post', SIGN_IN, async (c) => signIn(c, check, parts.now())),
  operatePage('post', '/operate/sign-out', (c) => {
    closeSession(c);
    return c.redirect(SIGN_IN, 303);
  }),
  operatePage('get', '/operate', async (c) => {
    const index = storyIndex(c.env);
    const [today, { thrift, outlets }, watches] = await Promise.all([index.today(), index.health(), index.watches()]);
    const faults = configFaults(c.env);
    const page = {
      today,
      thrift,
      failing: outlets.failing,
      watches,
      faults,
      plan: planOf(c.env),
      done: doneIn(c),
      now: parts.now(),
    };
    return show(c, <TodayPage {...page} />);
  }),
  operatePage('post', '/operate/read', async (c) => {
    const form = await readForm(c);
    const round = await parts.ingest(c.env, parts.now(), form?.text('force') === '1');
    return show(c, <RoundPage round={round} />);
  }),
  operatePage('post', '/operate/publish', async (c) => {
    await storyIndex(c.env).publish();
    return goTo(c, '/operate', 'published');
  }),
  operatePage('post', '/operate/republish', async (c) => {
    await storyIndex(c.env).republish();
    return goTo(c, '/operate', 'republished');
  }),
  operatePage('get', '/operate/backup', (c) => show(c, <BackupPage />)),
  operatePage('get', '/operate/backup/file', sendBackup),
  operatePage('post', '/operate/backup', restore, 'streamed'),
  ...operateOutletRoutes(parts),
  ...operateStoryRoutes(parts),
  ...operateWatchRoutes(parts),
];

async function signIn(c: Context<AppEnv>, check: TokenCheck, now: number): Promise<Response> {
  const form = await readForm(c);
  const { adminToken } = readConfig(c.env);
  const { operate: said } = localizedFor(c.env).words;
  const to = ownPath(form?.text('to'));
  if (adminToken === undefined) return notDone(c, 400, (words) => words.refused.closed);
  const offered = form?.text('token').trim() ?? '';
  const verdict = await check(c, offered.length > TOKEN_CHARS_MAX ? '' : offered, adminToken);
  if (verdict.right) {
    await openSession(c, adminToken, now);
    return c.redirect(to, 303);
  }
  if (verdict.waitMs === undefined) return show(c, <SignInPage to={to} fault={said.wrongToken} />, 401);
  const seconds = Math.ceil(verdict.waitMs / 1000);
  c.header('Retry-After', String(seconds));
  return show(c, <SignInPage to={to} fault={said.tooManyTokens(seconds)} />, 429);
}

async function restore(c: Context<AppEnv>): Promise<Response> {
  const file = uploadedFile(c.req.raw);
  if (!file) return notDone(c, 400, (words) => words.unreadable, { back: '/operate/backup' });
  const restored = await storyIndex(c.env).restore(file);
  return show(c, <BackupPage restored={restored} />, restored.ok ? 200 : 400);
}
