/** The steps of a schedule. Plain data, so that a failing schedule can be printed, shortened and run again. */
import type { Fate } from './gates.ts';
import type { Change } from './outlet-feed.ts';

/** Every `pick` is any natural number. It selects one of the candidates at that moment. */
export type Step =
  | { readonly do: 'news'; readonly outlet: number; readonly change: Change; readonly pick: number }
  | { readonly do: 'cron'; readonly force: boolean }
  | { readonly do: 'tick'; readonly outlet: number }
  | { readonly do: 'publish' }
  | { readonly do: 'alarm'; readonly twice: boolean }
  | { readonly do: 'go'; readonly pick: number; readonly fate: Fate }
  | { readonly do: 'flow'; readonly gates: number }
  | { readonly do: 'kill'; readonly pick: number; readonly arrives: boolean }
  | { readonly do: 'break-alarm' }
  | { readonly do: 'merge'; readonly one: number; readonly other: number }
  | { readonly do: 'split'; readonly pick: number; readonly articles: number }
  | { readonly do: 'lead'; readonly pick: number; readonly article: number }
  | { readonly do: 'republish' }
  | { readonly do: 'rename' | 'unlist' | 'relist'; readonly outlet: number }
  | { readonly do: 'wait'; readonly minutes: number };
