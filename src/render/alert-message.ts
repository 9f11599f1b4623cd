/** An alert as its receiver takes it: our own JSON, or what a chat or a notification service asks for. */
import type { FrontStory } from '../documents/document.ts';
import { type AlertFormat, type AlertReason, watchPath } from '../documents/watch.ts';
import type { Localized } from '../localization/localization.ts';
import { storyPage } from './entry.ts';
import { oneLine } from './plain-text.ts';
import { serializeFrontStory } from './story-json.ts';
import { rfc3339 } from './timestamps.ts';

interface Alert {
  readonly watch: string;
  readonly reason: AlertReason;
  /** When it was decided, ms since the epoch. */
  readonly made: number;
  readonly story: FrontStory;
  /** Publishers that carry the story in the watch. */
  readonly publishers: number;
}

interface Message {
  /** Where it is posted. */
  readonly url: string;
  /** JSON. */
  readonly body: string;
}

/** `url` is the address that the operator gave; of ntfy it ends with the topic. */
interface To {
  readonly url: string;
  readonly format: AlertFormat;
  readonly chat: string | undefined;
}

/** `origin`: scheme and host for links. */
export function alertMessage(alert: Alert, to: To, origin: string, { words }: Localized): Message {
  const { watch, reason, story, publishers } = alert;
  const head = reason === 'entered' ? words.watch.entered(watch) : words.watch.reached(publishers, watch);
  const told = { head, title: oneLine(story.title), page: storyPage(origin, story.id), json: jsonOf(alert, origin) };
  return messageTo(to, told);
}

/** An alert that tells no story, by which the operator sees that the receiver takes them. `now` is ms since the epoch. */
export function testMessage(watch: string, to: To, origin: string, now: number, { site, words }: Localized): Message {
  const page = origin + watchPath(watch);
  const json = { type: 'test', timestamp: rfc3339(now), data: { watch: { name: watch, page } } };
  return messageTo(to, { head: words.watch.test(watch), title: site.name, page, json });
}

interface Told {
  readonly head: string;
  readonly title: string;
  readonly page: string;
  /** Of our own format. */
  readonly json: unknown;
}

function messageTo(to: To, { head, title, page, json }: Told): Message {
  switch (to.format) {
    case 'json':
      return { url: to.url, body: JSON.stringify(json) };
    case 'slack': {
      // Slack's markup has no escape for * and _, and rich text has no markup. `text` is for notifications, and for services that read no blocks.
      const text = `${escapeSlack(head)}\n<${page}|${escapeSlack(title)}>`;
      const elements = [
        { type: 'text', text: `${head}\n` },
        { type: 'link', url: page, text: title },
      ];
      const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
      return { url: to.url, body: JSON.stringify({ text, blocks }) };
    }
    case 'telegram':
      return { url: to.url, body: JSON.stringify({ chat_id: to.chat, text: `${head}\n${title}\n${page}` }) };
    case 'ntfy': {
      const { root, topic } = ntfyTopic(to.url);
      return { url: root, body: JSON.stringify({ topic, title: head, message: title, click: page }) };
    }
  }
}

/** `type`, `timestamp` and `data`, as Standard Webhooks recommends. */
function jsonOf({ watch, reason, made, story, publishers }: Alert, origin: string) {
  return {
    type: reason === 'entered' ? 'story.entered' : 'story.publishers',
    timestamp: rfc3339(made),
    data: {
      watch: { name: watch, page: origin + watchPath(watch) },
      publishers,
      story: serializeFrontStory(story, origin),
    },
  };
}

/** The three characters that Slack reads as its own. A bar would end the address in a link's text, but not the text. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** ntfy takes JSON at the address before the topic, because headers cannot hold Arabic. */
function ntfyTopic(url: string): { readonly root: string; readonly topic: string } {
  const at = new URL(url);
  const path = at.pathname.replace(/\/$/, '');
  const topic = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
  at.pathname = path.slice(0, path.lastIndexOf('/') + 1);
  return { root: at.href, topic };
}
