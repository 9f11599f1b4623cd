/** The stories that tests tell. */
import { NEAR_MISSES, ONE_STORY, type Told } from '../clustering/newsroom.ts';

const told = (name: string) => ONE_STORY[name] as readonly [Told, Told];

export const SAQQARA = told('paragraphs in another order');
export const QUAKE = told('wire copy, cut and retitled');
export const MALI = told('written anew, names spelt otherwise');
export const TELEGRAMS = NEAR_MISSES['two congratulation telegrams'] as readonly [Told, Told];
export const GOLD = NEAR_MISSES["two days' gold prices"] as readonly [Told, Told];
