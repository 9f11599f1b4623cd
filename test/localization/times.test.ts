import { describe, expect, it } from 'vitest';
import { DEFAULT_SITE } from '../../src/documents/site.ts';
import { localize } from '../../src/localization/localization.ts';

const at = (text: string) => Date.parse(text);
const NOON = at('2026-11-22T12:00:00Z');
const times = (zone: string, language: 'ar' | 'en' = 'ar') => localize({ ...DEFAULT_SITE, zone, language }).times;

it.each([
  ['UTC', '22 نوفمبر 2026، 12:00', 'بتوقيت غرينتش', 'ت غ'],
  ['Asia/Riyadh', '22 نوفمبر 2026، 15:00', 'غرينتش\u2066+3\u2069', 'غرينتش\u2066+3\u2069'],
  ['Asia/Kolkata', '22 نوفمبر 2026، 17:30', 'غرينتش\u2066+5:30\u2069', 'غرينتش\u2066+5:30\u2069'],
  ['America/St_Johns', '22 نوفمبر 2026، 08:30', 'غرينتش\u2066-3:30\u2069', 'غرينتش\u2066-3:30\u2069'],
  ['Pacific/Kiritimati', '23 نوفمبر 2026، 02:00', 'غرينتش\u2066+14\u2069', 'غرينتش\u2066+14\u2069'],
  ['Africa/Abidjan', '22 نوفمبر 2026، 12:00', 'غرينتش\u2066+0\u2069', 'غرينتش\u2066+0\u2069'],
])('%s: %s', (zone, moment, name, short) => {
  expect(times(zone).moment(NOON)).toBe(moment);
  expect(times(zone).zone(NOON)).toBe(name);
  expect(times(zone).zoneShort(NOON)).toBe(short);
});

it('follows a change of the clocks to the quarter of an hour', () => {
  const { hour } = times('Africa/Cairo');
  // Egypt puts its clocks forward on the last Friday of April, at midnight.
  expect(hour(at('2026-04-23T21:59:59Z'))).toBe('23:59');
  expect(hour(at('2026-04-23T22:00:00Z'))).toBe('01:00');
});

it('says UTC in English', () => {
  expect(times('UTC', 'en').moment(NOON)).toBe('22 November 2026, 12:00');
  expect(times('UTC', 'en').zone(NOON)).toBe('UTC');
  expect(times('Asia/Amman', 'en').zone(NOON)).toBe('UTC+3');
});

describe('a day', () => {
  it.each([
    ['2026-11-22T00:00:00Z', 'اليوم، الأحد 22 نوفمبر'],
    ['2026-11-21T23:59:59Z', 'أمس، السبت 21 نوفمبر'],
    ['2026-11-20T12:00:00Z', 'الجمعة 20 نوفمبر'],
    ['2025-12-31T12:00:00Z', 'الأربعاء 31 ديسمبر 2025'],
  ])('%s: %s', (moment, said) => expect(times('UTC').day(at(moment), NOON)).toBe(said));

  it('begins at midnight of the zone', () => {
    expect(times('Asia/Riyadh').day(at('2026-11-21T21:00:00Z'), NOON)).toBe('اليوم، الأحد 22 نوفمبر');
    expect(times('Asia/Riyadh', 'en').day(at('2026-11-21T20:59:00Z'), NOON)).toBe('Yesterday, Saturday 21 November');
    expect(times('Asia/Riyadh').date(at('2026-11-21T21:00:00Z'))).toBe('2026-11-22');
  });

  it.each([
    ['2026-11-22T08:50:00Z', '08:50'],
    ['2026-11-21T08:50:00Z', '21 نوفمبر، 08:50'],
    ['2025-11-22T08:50:00Z', '22 نوفمبر 2025، 08:50'],
  ])('the clock of %s tells it unless it is today: %s', (moment, said) => {
    expect(times('UTC').clock(at(moment), NOON)).toBe(said);
  });
});

it.each([
  ['UTC', '2026-11-22', 6, '2026-11-22T06:00:00Z'],
  ['Asia/Riyadh', '2026-11-22', 0, '2026-11-21T21:00:00Z'],
  ['Asia/Kolkata', '2026-11-22', 23, '2026-11-22T17:30:00Z'],
  ['Pacific/Kiritimati', '2026-11-22', 6, '2026-11-21T16:00:00Z'],
  ['Pacific/Pago_Pago', '2026-11-22', 6, '2026-11-22T17:00:00Z'],
  // Clocks go forward: the hour is leapt over.
  ['Africa/Cairo', '2026-04-24', 0, '2026-04-23T22:00:00Z'],
  ['Europe/Paris', '2026-03-29', 2, '2026-03-29T01:00:00Z'],
  ['Europe/Paris', '2026-03-29', 1, '2026-03-29T00:00:00Z'],
  ['Europe/Paris', '2026-03-29', 3, '2026-03-29T01:00:00Z'],
  // Clocks go back: the hour comes twice.
  ['Africa/Cairo', '2026-10-29', 23, '2026-10-29T20:00:00Z'],
  ['Europe/Paris', '2026-10-25', 2, '2026-10-25T00:00:00Z'],
  ['Europe/Paris', '2026-10-25', 3, '2026-10-25T02:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', 2, '2026-10-03T15:30:00Z'],
])('%s: on %s the hour %i begins at %s', (zone, date, hour, begins) => {
  expect(new Date(times(zone).hourOf(date, hour)).toISOString()).toBe(begins.replace('Z', '.000Z'));
});

it('a date in words is that date in every zone', () => {
  for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])
    expect(times(zone).dateInWords('2026-11-22')).toBe('الأحد 22 نوفمبر 2026');
});
