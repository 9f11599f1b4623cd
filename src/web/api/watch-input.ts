/** What the operator asks of a watch, checked but for the outlets and countries that it names, which the index knows. */
import type * as z from 'zod/mini';
import { sliceQuery } from '../../documents/slice.ts';
import { watchNameFault } from '../../documents/watch.ts';
import { type Env, readConfig } from '../../env.ts';
import { checkAddress } from '../../feeds/address-guard.ts';
import type { NewReceiver, NewWatch } from '../../story-index/api.ts';
import { sliceOf } from './public-schema.ts';
import type { WatchInputSchema } from './watch-schema.ts';

/** Of a secret that is made here; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

type WatchInput = z.output<typeof WatchInputSchema>;

/** `made`: the secret, where none was given. A fault is an English sentence, and names no more of the receiver's address than its host. */
export function checkedWatch(
  { name, alert: given, ...conditions }: WatchInput,
  env: Env,
  origin: string,
): { readonly watch: NewWatch; readonly made?: string } | { readonly fault: string } {
  const slice = sliceOf({ ...conditions, since: undefined });
  const nameFault = watchNameFault(name);
  if (nameFault !== undefined) return { fault: nameFault };
  if (sliceQuery(slice) === '') return { fault: 'A watch is a part of the stories: name what it must have.' };
  if (!given) return { watch: { name, slice } };
  const made = given.secret === undefined ? newSecret() : undefined;
  const alert = checkedAlert({ ...given, secret: given.secret ?? made ?? '' }, env, origin);
  if ('fault' in alert) return alert;
  return { watch: { name, slice, alert }, ...(made === undefined ? {} : { made }) };
}

function newSecret(): string {
  return `whsec_${crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64()}`;
}

type AlertInput = NonNullable<WatchInput['alert']> & { readonly secret: string };

function checkedAlert(alert: AlertInput, env: Env, origin: string): NewReceiver | { readonly fault: string } {
  const { url, format, secret, chat, publishers, enters = publishers === undefined } = alert;
  const verdict = checkAddress(url, readConfig(env).allowLoopback);
  if (!verdict.ok) return { fault: `The receiver's address was refused: ${verdict.detail}.` };
  if (format === 'telegram' && chat === undefined) return { fault: 'telegram needs "chat", the id of the chat.' };
  if (format !== 'telegram' && chat !== undefined) return { fault: 'Only telegram takes "chat".' };
  if (format === 'ntfy' && !/[^/]/.test(verdict.url.pathname)) {
    return { fault: 'The address of ntfy ends with the topic: https://ntfy.sh/topic.' };
  }
  if (!enters && publishers === undefined) return { fault: 'Nothing would be told: set "enters" or "publishers".' };
  return { url: verdict.url.href, format, secret, chat, enters, publishers, origin };
}
