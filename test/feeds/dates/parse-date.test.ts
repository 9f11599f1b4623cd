import { describe, expect, it, vi } from 'vitest';
import { parseDate } from '../../../src/feeds/dates/parse-date.ts';

const SAME = '2026-11-22T03:05:09.000Z';

describe('parseDate', () => {
  it.each([
    // RFC 822 and what is made of it
    ['Sun, 22 Nov 2026 03:05:09 GMT', SAME],
    ['Sun, 22 Nov 2026 06:05:09 +0300', SAME],
    ['Sun, 22 Nov 2026 06:05:09 +03:00', SAME],
    ['Sun, 22 Nov 2026 06:05:09 GMT+0300', SAME],
    ['Sun, 22 Nov 2026 06:05:09 GMT+3', SAME],
    ['Sun, 22 Nov 2026 06:05:09 UTC +3', SAME],
    ['Sat, 21 Nov 2026 22:05:09 EST', SAME],
    ['Sat, 21 Nov 2026 22:05:09 -0500', SAME],
    ['Sat, 21 Nov 26 20:05:09 MST', SAME],
    ['Sat, 21 Nov 26 19:05:09 PST', SAME],
    ['Sun, 22 Nov 2026 03:05:09 UT', SAME],
    ['Sun, 22 Nov 2026 03:05:09 Z', SAME],
    ['Sun, 22 Nov 2026 03:05:09', SAME],
    ['22 Nov 2026 03:05:09 GMT', SAME],
    ['22 Nov 26 03:05:09 GMT', SAME],
    ['Mon, 22 Nov 2026 03:05:09 GMT', SAME],
    ['Sunday, 22 November 2026 03:05:09 GMT', SAME],
    ['Sunday, 22-Nov-26 03:05:09 GMT', SAME],
    ['Sun,22 Nov 2026 03:05:09 GMT', SAME],
    ['Sun 22 Nov 2026 03:05:09 GMT', SAME],
    ['Sun, 22 Nov 2026 3:5:9 GMT', SAME],
    ['Sun,  22  Nov  2026  03:05:09  GMT', SAME],
    ['\n Sun, 22 Nov\n 2026 03:05:09\n +0000 ', SAME],
    ['Sun, 22 Nov 2026 03:05:09 AM', SAME],
    ['Sun, 22 Nov, 2026 03:05:09 GMT', SAME],
    ['sun, 22 nov 2026 03:05:09 gmt', SAME],
    ['Sun, 22 Nov 2026 06:05:09 MSK', SAME],
    ['Sun, 22 Nov 2026 07:05:09 GST', SAME],
    ['Sun, 22 Nov 2026 03:05:09 +0000 (UTC)', SAME],
    ['Sun, 22 Nov 2026 03:05 GMT', '2026-11-22T03:05:00.000Z'],
    ['Sun, 22 Nov 2026', '2026-11-22T00:00:00.000Z'],
    ['Sun, 22 Nov 2026 GMT', '2026-11-22T00:00:00.000Z'],
    ['Tue, 3 Feb 98 10:00:00 EST', '1998-02-03T15:00:00.000Z'],
    ['Thu, 31 Dec 2026 23:59:60 GMT', '2027-01-01T00:00:00.000Z'],
    ['Thu, 31 Dec 2026 24:00:00 GMT', '2027-01-01T00:00:00.000Z'],
    ['Sun, 22 Nov 2026 02:05:09 A', SAME],
    ['Sun, 22 Nov 2026 08:05:09 R', SAME],
    ['Sun , 22 Nov 2026 03:05:09 GMT', SAME],
    ['Sun, 22nd Nov 2026 03:05:09 GMT', SAME],
    ['Sun, 22, Nov 2026 03:05:09 GMT', SAME],
    ['Sun, 22 Nov 2026 03:05:09GMT', SAME],
    ['Sun, 22 Nov 2026, 03:05:09 GMT', SAME],
    ['Sun, 22 Nov 2026 at 3:05:09 am GMT', SAME],
    ['Sun, 22 Nov 2026 3:05:09 a.m.', SAME],
    ['Sun, 22 Nov 2026 00:05:09 GMT -03:00', SAME],
    ['Sun, 22 Nov 2026 06:05:09 +300', SAME],
    ['Sun, 22 Nov 2026 00:05:09 --0300', SAME],
    ['Sun, 22 Nov 2026 03:05:09 Etc/GMT', SAME],
    ['Sun, 22 Nov 2026 06:05:09 Asia/Riyadh', SAME],
    ['Sun, 22 Nov 2026 05:05:09 Africa/Cairo', SAME],
    ['Sat, 22 Aug 2026 06:05:09 Africa/Cairo', '2026-08-22T03:05:09.000Z'],
    ['Sun, 22 Nov 2026 03:05:09 Nowhere/Town', SAME],
    ['Sun, 22 Nov 2026 03:05:09 +15:00', SAME],
    ['Sun, 22 Nov 2026 03:05:09 -13:00', SAME],
    ['Sun, 22 Nov 2026 03:05:09 XYZ', SAME],
    ['Sun, 22 Nov 2026 03:05:09 J', SAME],
    ['Saturday 21 November 2026 23:05:09 AT', SAME],
    // other orders
    ['Nov. 22, 2026, 3:05:09 a.m.', SAME],
    ['2026 November 22 03:05:09', SAME],
    ['2026-Nov-22 03:05:09', SAME],
    ['22 Novemver 2026 03:05:09', SAME],
    ['Nov. 2026', '2026-11-01T00:00:00.000Z'],
    ['03:05:09 22/11/2026', SAME],
    ['03:05 AM - 22 Nov 2026', '2026-11-22T03:05:00.000Z'],
    ['Sunday, November 22, 2026 - 03:05:09', SAME],
    ['Sat Nov 21 22:05:09 2026 EST', SAME],
    ['03.04.2026 03:05:09', '2026-04-03T03:05:09.000Z'],
    ['22.11.26', '2026-11-22T00:00:00.000Z'],
    ['11/22/26 03:05:09', SAME],
    // the weekday says which number is the month
    ['Fri, 03/04/2026', '2026-04-03T00:00:00.000Z'],
    ['Wed, 03/04/2026', '2026-03-04T00:00:00.000Z'],
    ['Sat, 11 04 2020 08:51:49 +0100', '2020-04-11T07:51:49.000Z'],
    ['الجمعة 03/04/2026', '2026-04-03T00:00:00.000Z'],
    ['الأربعاء 03/04/2026', '2026-03-04T00:00:00.000Z'],
    // other languages
    ['dim., 22 nov. 2026 03:05:09 +0000', SAME],
    ['mar., 01 déc. 2026 03:05:09 +0000', '2026-12-01T03:05:09.000Z'],
    ['Do, 29 Mär 2018 00:00:00 +0200', '2018-03-28T22:00:00.000Z'],
    ['Lundi, 16. Novembre 2020 - 15:54', '2020-11-16T15:54:00.000Z'],
    ['Sun Nov 22 03:05:09 2026', SAME],
    ['Sun Nov 22 03:05:09 GMT 2026', SAME],
    ['Sun Nov 22 06:05:09 +0300 2026', SAME],
    ['Sun Nov 22 2026 06:05:09 GMT+0300 (Arabian Standard Time)', SAME],
    ['November 22, 2026 3:05:09 AM', SAME],
    ['Nov 22, 2026', '2026-11-22T00:00:00.000Z'],
    ['22.11.2026 03:05:09', SAME],
    ['22/11/2026 03:05:09', SAME],
    ['22-11-2026 03:05', '2026-11-22T03:05:00.000Z'],
    ['11/22/2026 3:05:09 AM', SAME],
    ['22 نوفمبر 2026', '2026-11-22T00:00:00.000Z'],
    // ISO 8601, W3CDTF, RFC 3339
    ['2026-11-22T03:05:09Z', SAME],
    ['2026-11-22t03:05:09z', SAME],
    ['2026-11-22T06:05:09+03:00', SAME],
    ['2026-11-22T06:05:09+0300', SAME],
    ['2026-11-22T06:05:09+03', SAME],
    ['2026-11-22T06:05:09 +03:00', SAME],
    ['2026-11-22 03:05:09', SAME],
    ['2026-11-22 03:05:09 UTC', SAME],
    ['2026-11-22 06:05:09 +0300', SAME],
    ['2026-11-22T03:05:09', SAME],
    ['2026-11-22T03:05:09.250Z', '2026-11-22T03:05:09.250Z'],
    ['2026-11-22T03:05:09,25Z', '2026-11-22T03:05:09.250Z'],
    ['2026-11-22T03:05:09.1234567Z', '2026-11-22T03:05:09.123Z'],
    ['2026-11-22T03:05Z', '2026-11-22T03:05:00.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
    ['2026/11/22 03:05:09', SAME],
    ['2026.11.22 03:05:09', SAME],
    ['20261122', '2026-11-22T00:00:00.000Z'],
    ['20261122T030509Z', SAME],
    ['20261122030509', SAME],
    ['2026-11-22T03:05:09Z[UTC]', SAME],
    ['2026-326', '2026-11-22T00:00:00.000Z'],
    ['2026-326T03:05:09Z', SAME],
    ['2026-011-22T03:05:09+00:00', SAME],
    ['Sun, 2026/11/22 03:05:09 GMT', SAME],
    ['2026-11-22T03:05:09:Z', SAME],
    ['2026-11-22T06:05:09+03:00Z', SAME],
    ['2026-11-22 at 03:05:09', SAME],
    ['2026-11-22T24:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['2026-11-22T09:xx:00Z', '2026-11-22T00:00:00.000Z'],
    // epoch
    ['1795316709', SAME],
    ['1795316709.0', SAME],
    ['1795316709000', SAME],
    // Arabic
    ['الأحد، 22 نوفمبر 2026 03:05:09', SAME],
    ['الأحد 22 تشرين الثاني 2026 - 03:05:09', SAME],
    ['٢٢ نوفمبر ٢٠٢٦ ٠٣:٠٥:٠٩', SAME],
    ['22 نونبر 2026 03:05:09', SAME],
    ['22 نوفمبر 2026 03:05:09 ص', SAME],
    ['22 نوفمبر 2026 الساعة 3:05:09 صباحًا', SAME],
    ['22 نوفمبر، 2026 | 03:05 م', '2026-11-22T15:05:00.000Z'],
    ['22/11/2026 03:05:09 ص', SAME],
    ['2026-11-22 03:05:09 م', '2026-11-22T15:05:09.000Z'],
    ['۲۲ نوفمبر ۲۰۲۶', '2026-11-22T00:00:00.000Z'],
    ['22 نوفمبر/تشرين الثاني 2026 03:05:09', SAME],
    ['03:05:09 ص - 22 نوفمبر 2026', SAME],
    ['الأحد 12 جمادى الآخرة 1448 هـ الموافق 22 نوفمبر 2026 م', '2026-11-22T00:00:00.000Z'],
    ['2026/11/22 م الموافق 1448/06/12 هـ', '2026-11-22T00:00:00.000Z'],
    ['22 نوفمبر 2026م 03:05:09', SAME],
    ['2026-11-22 03:05:09 مساء', '2026-11-22T15:05:09.000Z'],
  ])('%s', (text, expected) => {
    const ms = parseDate(text);
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
  });

  const DAY = '2026-11-22T00:00:00.000Z';
  const AT_2230 = '2026-11-22T22:30:00.000Z';
  it.each([
    // the Hijri date first
    ['الأحد 2 جمادى الآخرة 1448هـ - 22 نوفمبر 2026م', DAY],
    ['الأحد 2 جمادى الآخرة 1448هـ / 22 نوفمبر 2026م', DAY],
    ['الأحد 2 جمادى الآخرة 1448هـ | 22 نوفمبر 2026م', DAY],
    ['الأحد، 2 جمادى الآخرة، 1448 هـ، 22 نوفمبر، 2026 م', DAY],
    ['2 جمادى الآخرة 1448 – 22 نوفمبر 2026', DAY],
    ['2 جمادى الآخرة 1448هـ (22 نوفمبر 2026م)', DAY],
    ['2 جمادى الآخرة 1448 هـ = 22 نوفمبر 2026 م', DAY],
    ['2 جمادى الآخرة - 22 نوفمبر 2026', DAY],
    ['الأحد 2 من شهر جمادى الآخرة لعام 1448هـ الموافق 22 من نوفمبر 2026م', DAY],
    ['الأحد ٢ جمادى الآخرة ١٤٤٨هـ ـ ٢٢ نوفمبر ٢٠٢٦م', DAY],
    ['12/6/1448هـ - 22/11/2026م', DAY],
    ['1448/06/12 هـ | 2026/11/22 م', DAY],
    ['12-06-1448 / 22-11-2026', DAY],
    ['1448-06-12 2026-11-22', DAY],
    ['12 Jumada II 1448 / 22 November 2026', DAY],
    ['12 Jumada al-Thani, 1448 AH - 22 November 2026', DAY],
    ['جمادى الآخرة 2, 1448 - نوفمبر 22, 2026', DAY],
    // the Gregorian date first
    ['22 نوفمبر 2026 - 12 جمادى الآخرة 1448هـ', DAY],
    ['22 نوفمبر 2026م / 12 جمادى الثانية 1448 هـ', DAY],
    ['22 نوفمبر 2026 (12 جمادى الآخرة 1448)', DAY],
    ['الأحد 22 نوفمبر 2026 | 12 جمادى الآخرة', DAY],
    ['22/11/2026 - 12/06/1448', DAY],
    ['2026/11/22 م الموافق 12 جمادى الآخرة 1448 هجرية', DAY],
    ['22 نوفمبر 2026 - 12 ربيع الأول 1448هـ', DAY],
    ['22 نوفمبر 2026 - 12 ذو القعدة 1448هـ', DAY],
    ['22 نوفمبر 2026 - 12 ذي الحجة', DAY],
    ['22 نوفمبر 2026 - 12 رمضان المبارك 1448', DAY],
    // and a time
    ['الأحد 2 جمادى الآخرة 1448هـ - 22 نوفمبر 2026م 22:30', AT_2230],
    ['الأحد 2 جمادى الآخرة 1448هـ / 22 نوفمبر 2026م - 10:30 م', AT_2230],
    ['22 نوفمبر 2026 - 12 جمادى الآخرة 1448هـ - 10:30 مساء', AT_2230],
    ['22 نوفمبر 2026م | 12 جمادى الآخرة 1448هـ | 22:30', AT_2230],
    ['10:30 م - الأحد 2 جمادى الآخرة 1448هـ / 22 نوفمبر 2026م', AT_2230],
    ['22:30 - 22 نوفمبر 2026 - 12 جمادى الآخرة 1448هـ', AT_2230],
    ['الأحد 2 جمادى الآخرة 1448هـ - 22 نوفمبر 2026م الساعة 01:30 بتوقيت مكة المكرمة', '2026-11-21T22:30:00.000Z'],
    // every mark between the calendars, and both dates with a time
    ...[' – ', ' — ', '؛ ', ' : ', ' \\ ', ' ~ ', ' • ', ' = ', '/'].map((mark) => [
      `الأحد 2 جمادى الآخرة 1448هـ${mark}22 نوفمبر 2026م - 10:30 م`,
      AT_2230,
    ]),
    ['الأحد 2026/11/22 - 1448/06/12 هـ 22:30', AT_2230],
    ['1448/06/12 - 2026/11/22 22:30', AT_2230],
    ['22_نوفمبر_2026', DAY],
  ])('a day in two calendars: %s', (text, expected) => {
    const ms = parseDate(text);
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
  });

  it.each([
    ['22 نوفمبر 2026 +5 تعليقات', DAY],
    ['22 نوفمبر 2026 - 5 تعليقات', DAY],
    ['22 نوفمبر 2026 -3', DAY],
    ['22 Nov 2026 - 12 comments', DAY],
    ['22 Nov 2026 +3', DAY],
    ['2026-11-22 - 4 min read', DAY],
    ['2026-11-22 +0300', DAY],
    ['22/11/2026 EST', DAY],
    ['22/11/2026 Asia/Riyadh', DAY],
    ['22 نوفمبر 2026 بتوقيت القاهرة', DAY],
    ['November 22, 2026 - 7 Shares', DAY],
    ['22 Nov 2026 Z', DAY],
    ['22 Nov 2026 - 10 pm', '2026-11-22T22:00:00.000Z'],
    ['22 Nov 2026 3pm', '2026-11-22T15:00:00.000Z'],
    ['22 Nov 2026, 12 a.m.', DAY],
    ['10 pm - 22 Nov 2026', '2026-11-22T22:00:00.000Z'],
    ['22 نوفمبر 2026 - الساعة 10 مساءً', '2026-11-22T22:00:00.000Z'],
    ['22 نوفمبر 2026 الساعة 10 م بتوقيت الرياض', '2026-11-22T19:00:00.000Z'],
    ['22 Nov 2026 10:30 pm - 5 comments', AT_2230],
    ['22 نوفمبر 2026 22:30 +5 تعليقات', AT_2230],
    ['22 نوفمبر 2026 22:30 - 12 مشاركة', AT_2230],
    ['22 نوفمبر 2026 22:30 | 5 دقائق', AT_2230],
    ['22:30 +0000 - 22 Nov 2026', AT_2230],
    ['22:30 GMT, 22 Nov 2026', AT_2230],
    ['2026-11-22T223000Z', AT_2230],
    ['2026-11-22T2230Z', AT_2230],
    ['2026-11-23T013000+03:00', AT_2230],
    ['20261123T0130+0300', AT_2230],
  ])('a zone only where a time stands: %s', (text, expected) => {
    const ms = parseDate(text);
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
  });

  it.each<readonly [place: string, hours: number]>([
    ...['غرينتش', 'جرينتش', 'غرينيتش'].map((place) => [place, 0] as const),
    ...['السعودية', 'مكة', 'مكة المكرمة', 'الرياض', 'المملكة العربية السعودية'].map((place) => [place, 3] as const),
    ...['القاهرة', 'مصر', 'ليبيا', 'طرابلس', 'السودان', 'الخرطوم'].map((place) => [place, 2] as const),
    ...['الإمارات', 'أبوظبي', 'أبو ظبي', 'دبي', 'مسقط', 'سلطنة عمان'].map((place) => [place, 4] as const),
    ...['قطر', 'الدوحة', 'الكويت', 'البحرين', 'المنامة', 'اليمن', 'صنعاء'].map((place) => [place, 3] as const),
    ...['العراق', 'بغداد', 'سوريا', 'سورية', 'دمشق', 'الأردن', 'عمّان'].map((place) => [place, 3] as const),
    ...['لبنان', 'بيروت', 'القدس', 'القدس المحتلة', 'فلسطين', 'غزة', 'رام الله'].map((place) => [place, 2] as const),
    ...['تونس', 'الجزائر'].map((place) => [place, 1] as const),
    ...['موريتانيا', 'نواكشوط'].map((place) => [place, 0] as const),
    ...['الصومال', 'مقديشو', 'جيبوتي', 'جزر القمر', 'موروني', 'موسكو', 'إسطنبول'].map((place) => [place, 3] as const),
    ['لندن', 0],
    ['واشنطن', -5],
    ['طهران', 3.5],
  ])('بتوقيت %s is %d hours east of Greenwich in winter', (place, hours) => {
    const noon = Date.UTC(2026, 10, 22, 12) - hours * 3_600_000;
    for (const text of [
      `22 نوفمبر 2026 12:00 بتوقيت ${place}`,
      `22 نوفمبر 2026 الساعة 12:00 (بتوقيت ${place})`,
      `12:00 بتوقيت ${place} - الأحد 22 نوفمبر 2026`,
      `2026-11-22 12:00 حسب توقيت ${place}`,
    ]) {
      expect([text, parseDate(text)]).toEqual([text, noon]);
    }
  });

  it.each([
    ['22 نوفمبر 2026 12:00 بالتوقيت المحلي لمدينة القاهرة', 10],
    ['22 نوفمبر 2026 12:00 بالتوقيت السعودي', 9],
    ['22 نوفمبر 2026 12:00 بتوقيت مدينة بغداد', 9],
    ['22 نوفمبر 2026 12:00 بتوقيت العاصمة دمشق', 9],
    ['22 نوفمبر 2026 12:00 بالتوقيت المحلي', 12],
    ['22 نوفمبر 2026 12:00 بتوقيت جزيرة بلا اسم', 12],
    ['22 نوفمبر 2026 12:00 بالتوقيت العالمي', 12],
    ['22 نوفمبر 2026 12:00 بتوقيت مكة المكرمة (+3)', 9],
    ['22 أغسطس 2026 12:00 بتوقيت القاهرة', 9],
  ])('%s is %i o’clock UTC', (text, hour) => {
    expect(new Date(parseDate(text) ?? 0).getUTCHours()).toBe(hour);
  });

  const MORNING = '2026-11-22T07:30:00.000Z';
  it.each([
    // one moment on two clocks
    ['22/11/2026 الساعة 10:30 (مكة المكرمة)، الساعة 7:30 (غرينتش)', MORNING],
    ['22 نوفمبر 2026 10:30 مكة المكرمة', MORNING],
    ['22 نوفمبر 2026 10:30 (القاهرة)', '2026-11-22T08:30:00.000Z'],
    ['22 نوفمبر 2026 07:30 غرينتش 10:30 بتوقيت السعودية', MORNING],
    ['22 نوفمبر 2026 07:30 GMT - 10:30 مكة', MORNING],
    ['22 نوفمبر 2026 10:30 بتوقيت السعودية (07:30 بتوقيت غرينتش)', MORNING],
    ['22 نوفمبر 2026 10:30 (07:30 بتوقيت غرينتش)', MORNING],
    ['22 نوفمبر 2026 10:30 بالتوقيت المحلي للرياض', MORNING],
    ['22 نوفمبر 2026 7:30 ت.غ', MORNING],
    ['2026-11-22T04:30-03:00[America/Bahia]', MORNING],
    // times of the day in words
    ['22 نوفمبر 2026 7:30 ضحى', MORNING],
    ['22 نوفمبر 2026 3:00 بعد الظهر', '2026-11-22T15:00:00.000Z'],
    ['22 نوفمبر 2026 11:30 ظهرا', '2026-11-22T11:30:00.000Z'],
    ['22 نوفمبر 2026 1:30 ظهرا', '2026-11-22T13:30:00.000Z'],
    ['22 نوفمبر 2026 9:00 ليلا', '2026-11-22T21:00:00.000Z'],
    ['22 نوفمبر 2026 1:15 ليلا', '2026-11-22T01:15:00.000Z'],
    ['22 نوفمبر 2026 12:15 بعد منتصف الليل', '2026-11-22T00:15:00.000Z'],
    // words that say what kind of date it is
    ['نشر في: 22 نوفمبر 2026 07:30', MORNING],
    ['آخر تحديث: الأحد 22 نوفمبر 2026 - 07:30', MORNING],
    ['تاريخ النشر: 2026-11-22 07:30', MORNING],
  ])('%s', (text, expected) => {
    const ms = parseDate(text);
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
  });

  it('makes one formatter a place, however many dates name places in turn', () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat');
    const places = ['Asia/Hebron', 'Africa/El_Aaiun', 'Indian/Mayotte'];
    for (let i = 0; i < 300; i++) parseDate(`Sun, 22 Nov 2026 06:05:09 ${places[i % places.length]}`);
    expect(made).toHaveBeenCalledTimes(places.length);
    made.mockRestore();
  });

  it.each([
    ['يناير', 1],
    ['كانون الثاني', 1],
    ['كانون 2', 1],
    ['ك2', 1],
    ['جانفييه', 1],
    ['جانفي', 1],
    ['فبراير', 2],
    ['شباط', 2],
    ['فيفري', 2],
    ['فيفريه', 2],
    ['مارس', 3],
    ['آذار', 3],
    ['أبريل', 4],
    ['إبريل', 4],
    ['نيسان', 4],
    ['أفريل', 4],
    ['أفريلي', 4],
    ['مايو', 5],
    ['أيار', 5],
    ['ماي', 5],
    ['مي', 5],
    ['يونيو', 6],
    ['يونيه', 6],
    ['حزيران', 6],
    ['جوان', 6],
    ['يوليو', 7],
    ['يوليوز', 7],
    ['يوليه', 7],
    ['تموز', 7],
    ['جويلية', 7],
    ['أغسطس', 8],
    ['آب', 8],
    ['أوت', 8],
    ['غشت', 8],
    ['سبتمبر', 9],
    ['أيلول', 9],
    ['سبتامبر', 9],
    ['شتنبر', 9],
    ['أكتوبر', 10],
    ['تشرين الأول', 10],
    ['تشرين أول', 10],
    ['تشرين 1', 10],
    ['ت1', 10],
    ['نوفمبر', 11],
    ['تشرين الثاني', 11],
    ['تشرين ثاني', 11],
    ['تشرين 2', 11],
    ['ت2', 11],
    ['نونبر', 11],
    ['ديسمبر', 12],
    ['كانون الأول', 12],
    ['كانون أول', 12],
    ['كانون 1', 12],
    ['ك1', 12],
    ['دجنبر', 12],
  ])('%s is month %i', (name, month) => {
    expect(parseDate(`7 ${name} 2025`)).toBe(Date.UTC(2025, month - 1, 7));
  });

  it.each([
    ['English', 'January February March April May June July August September October November December'],
    ['English, short', 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'],
    ['French', 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'],
    ['German', 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'],
    ['Spanish', 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'],
    ['Italian', 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'],
    ['Portuguese', 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'],
    ['Dutch', 'januari februari maart april mei juni juli augustus september oktober november december'],
    ['Turkish', 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık'],
  ])('knows the months in %s', (_, names) => {
    expect(names.split(' ').map((name) => parseDate(`7 ${name} 2025`))).toEqual(
      Array.from({ length: 12 }, (_, month) => Date.UTC(2025, month, 7)),
    );
  });

  it.each([
    ['an ambiguous order', '03/04/2026'],
    ['an ambiguous order that no weekday settles', 'Mon, 03/04/2026'],
    ['an ambiguous order in Arabic', 'يوم 03 / 04 / 2026'],
    ['a year of two digits that may be a day', '23/10/30'],
    ['years of two digits and hyphens', '03-12-31'],
    ['the beginning of two months’ names', '7 jui 2025'],
    ['no year', 'Sun, 22 Nov 15:04:05 GMT'],
    ['no month', 'Sun, 16 zzz 2012 11:47:32 GMT'],
    ['a day of the year past its end', '2025-366'],
    ['a minute no hour has', '2026-11-22T10:61:00Z'],
    ['a second no minute has', '2026-11-22T10:14:61Z'],
    ['a Hijri date in numbers', '1448/06/12 هـ'],
    ['a Persian date', '1405/09/01'],
    ['an age', 'قبل 3 ساعات'],
    ['no date', 'yesterday'],
    ['NaN', 'NaN'],
    ['words', 'غير معروف'],
    ['a day no month has', '2026-02-31'],
    ['a month no year has', '2026-13-01'],
    ['an hour no day has', '2026-11-22T25:00:00Z'],
    ['software’s "none"', '0001-01-01T00:00:00Z'],
    ['the epoch', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['the epoch in seconds', '0'],
    ['a Hijri month', '22 جمادى الآخرة 1448'],
    ['an empty string', ''],
    ['a field full of text', `22 Nov 2026 ${'x'.repeat(200)}`],
  ])('refuses %s', (_, text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});
