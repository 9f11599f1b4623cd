import { describe, expect, it } from 'vitest';
import { tellOtherCeremonies } from '../../src/clustering/ceremonies.ts';
import { emptySketch } from '../../src/clustering/document-frequency.ts';
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';

const told = (title: string, text: string) =>
  fingerprintArticle({ title, summary: '', paragraphs: [text] }).fingerprint;
const weights = weighting(emptySketch());
const areOthers = (one: readonly [string, string], other: readonly [string, string]) => {
  const [a, b] = [told(...one), told(...other)];
  return [tellOtherCeremonies(a, b, weights), tellOtherCeremonies(b, a, weights)];
};

type Told = readonly [title: string, text: string];
/** What differs between two notices is written in place of each *. */
const form = (title: string, text: string, ...fillers: readonly [string, string]): readonly [Told, Told] =>
  fillers.map((filler) => [title.replace('*', filler), text.replace('*', filler)] as const) as [Told, Told];
const HOST = 'استقبل وزير الموانئ الدكتور جسار الوهيدي في مكتبه أمس * وبحث معه التعاون المشترك بين الجانبين';

describe('notices of one kind of ceremony', () => {
  it.each([
    ['two guests of one host', form('وزير الموانئ يستقبل *', HOST, 'سفير تشيلي', 'نقيب الغواصين')],
    [
      'two guests of one host, told with two verbs',
      [
        ['الوهيدي يلتقي نقيب الغواصين', HOST.replace('*', 'نقيب الغواصين طلال الساري')],
        ['وزير الموانئ يستقبل سفيرة فنلندا', HOST.replace('*', 'سفيرة فنلندا آينو ليندغرين')],
      ],
    ],
    [
      'two hosts and two guests',
      [
        ['محافظ الواحات يستقبل بطل الجودو الهريدي', 'استقبل محافظ الواحات بطل الجودو سامر الهريدي في ديوانه'],
        ['محافظ السهول يستقبل سفير بيرو', 'استقبل محافظ السهول سفير بيرو لويس كاسترو في ديوانه'],
      ],
    ],
    [
      'two ambassadors who leave',
      form('وزير البحار يودع سفير *', 'ودع وزير البحار سفير * لانتهاء فترة عمله', 'نيبال', 'منغوليا'),
    ],
    [
      'two calls',
      form('الملك يبحث هاتفيا مع رئيس *', 'أجرى الملك اتصالا هاتفيا مع رئيس * وبحثا العلاقات', 'كينيا', 'تشيلي'),
    ],
    [
      'two calls that were received',
      form('اتصال هاتفي بين الأمير ورئيس وزراء *', 'تلقى الأمير اتصالا هاتفيا من رئيس وزراء *', 'فيجي', 'نيبال'),
    ],
    [
      'two families consoled',
      form('الوزير يعزي أسرة *', 'قدم الوزير واجب العزاء لأسرة * في منزلها', 'الجدعاني', 'السويطي'),
    ],
    [
      'condolences brought to two soldiers’ families',
      form(
        'المحافظ ينقل تعازي القيادة لذوي الشهيد *',
        'نقل المحافظ تعازي القيادة إلى ذوي الشهيد *',
        'القحماني',
        'الرويسي',
      ),
    ],
    [
      'two families, after the names of all who condole',
      form(
        'المحافظ يعزي أسرة الشهيد *',
        'نقل المحافظ الأستاذ ماجد بن حمود تعازي ومواساة جلالة الملك عبدالمحسن بن هاشم وسمو ولي عهده الأمير راكان بن سعد وسمو رئيس مجلس الوزراء الأمير طلال بن مشعل وكبار القادة والضباط في القوات المسلحة إلى أسرة الشهيد *',
        'القحماني',
        'الرويسي',
      ),
    ],
    [
      'two coffins',
      form('وصول جثمان الشهيد *', 'وصل مساء اليوم جثمان الشهيد * على متن طائرة الإخلاء', 'السلطاني', 'البقيلي'),
    ],
    ['two weddings', form('أفراح آل *', 'احتفل آل * بزواج ابنهم في قاعة السنديان', 'القرعاوي', 'الزعتري')],
    [
      'two weddings in two wordings',
      [
        ['المهداوي يحتفل بزواجه', 'احتفل الشاب ماهر المهداوي بزواجه وسط الأقارب'],
        ['زواج كريمة الحنيطي', 'شهدت قاعة اللؤلؤة حفل زواج كريمة الحنيطي بحضور الأقارب'],
      ],
    ],
  ] as readonly (readonly [string, readonly [Told, Told]])[])('%s are two matters', (_, [one, other]) => {
    expect(areOthers(one, other)).toEqual([true, true]);
  });

  it.each([
    [
      'the guest in one title, the matter in the other',
      ['وزير الموانئ يستقبل نقيب الغواصين', HOST.replace('*', 'نقيب الغواصين طلال الساري')],
      ['الوهيدي يبحث مع الساري سلامة الغواصين', HOST.replace('*', 'نقيب الغواصين طلال الساري')],
    ],
    [
      'one call from each side',
      ['الملك يتلقى اتصالا هاتفيا من رئيس إستونيا', 'تلقى الملك عبدالمحسن اتصالا هاتفيا من رئيس إستونيا أندرس تام'],
      ['تام يهاتف الملك عبدالمحسن', 'أجرى رئيس إستونيا أندرس تام اتصالا هاتفيا بالملك عبدالمحسن'],
    ],
    [
      'one guest in two spellings',
      ['الوزير يستقبل كوندوليزا', 'استقبل الوزير الكاتبة كوندوليزا في مكتبه'],
      ['الوزير يلتقي كوندليزا', 'التقى الوزير كوندليزا أمس'],
    ],
    [
      'one dead soldier, by name and by place',
      ['تعازي القيادة لأسرة الشهيد الحميداني', 'نقل المحافظ تعازي القيادة لأسرة الشهيد الحميداني في الروابي'],
      ['المحافظ يعزي أسرة شهيد الروابي', 'عزى المحافظ أسرة شهيد الروابي بدر الحميداني'],
    ],
    [
      'a meeting that several had something to say on',
      ['باباس: ناقشنا الصيد', 'قال باباس بعد اجتماع الوزراء إنهم ناقشوا الصيد'],
      ['الرشايدة: اتفقنا على الحصص', 'أعلن الرشايدة بعد اجتماع الوزراء الاتفاق على الحصص'],
    ],
    [
      'lines for telephones',
      ['خطوط هاتفية لبلاغات الصيادين', 'خصصت البلدية خطوطا هاتفية لبلاغات الصيادين'],
      ['أرقام هاتفية لشكاوى البحارة', 'خصصت البلدية أرقاما هاتفية لشكاوى البحارة'],
    ],
    [
      'a city whose name is like a word of mourning',
      ['غارات على تعز', 'قصف الطيران مواقع في تعز'],
      ['معارك في صبر', 'دارت معارك في صبر بمحافظة تعز'],
    ],
    ['one title without a name', ['استقبال حافل', 'استقبل الجمهور الفريق'], ['سفير بيرو', 'استقبل الوزير سفير بيرو']],
  ] as readonly (readonly [string, Told, Told])[])('%s: not told apart', (_, one, other) => {
    expect(areOthers(one, other)).toEqual([false, false]);
  });
});
