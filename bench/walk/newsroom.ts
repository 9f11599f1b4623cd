/** Made-up outlets and a receiver of alerts on loopback, for the walk. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Report {
  readonly title: string;
  readonly text: string;
}

/** Reports by event: the first of each is followed by that of a second outlet. */
export const EVENTS = {
  harbour: [
    {
      title: 'ميناء الصدفة يستقبل أول سفينة حاويات بعد توسعة الرصيف الشمالي',
      text: 'رست أول سفينة حاويات في ميناء الصدفة صباح الأحد بعد ثمانية أشهر من أعمال توسعة الرصيف الشمالي، وقال مدير الميناء سليم الغواص إن الطاقة السنوية ارتفعت إلى أربعمئة ألف حاوية. وأضاف أن رافعتين جديدتين تعملان منذ الأسبوع الماضي.',
    },
    {
      title: 'أول سفينة حاويات ترسو في ميناء الصدفة بعد توسعة الرصيف الشمالي',
      text: 'رست أول سفينة حاويات في ميناء الصدفة صباح الأحد بعد ثمانية أشهر من أعمال توسعة الرصيف الشمالي، وقال مدير الميناء سليم الغواص إن الطاقة السنوية ارتفعت إلى أربعمئة ألف حاوية.',
    },
  ],
  museum: [
    {
      title: 'متحف الزجاج في وادي السنديان يعرض قطعا من القرن التاسع',
      text: 'افتتح متحف الزجاج في وادي السنديان معرضا يضم سبعين قطعة من القرن التاسع، عثر عليها منقبون في حمام قديم قرب النهر. ويستمر المعرض حتى نهاية الربيع، والدخول إليه مجاني للطلاب.',
    },
  ],
  visit: [
    {
      title: 'توكاييف يبحث في المدينة الساحلية خط شحن عبر بحر قزوين',
      text: 'بحث الرئيس قاسم جومارت توكاييف مع مسؤولي الشحن في المدينة الساحلية إنشاء خط عبارات منتظم عبر بحر قزوين، على أن تبدأ ثلاث عبارات رحلاتها في الخريف المقبل. واتفق الجانبان على رسوم موحدة للحاويات المبردة.',
    },
    {
      title: 'خط شحن عبر بحر قزوين على طاولة توكاييف في المدينة الساحلية',
      text: 'اتفق الجانبان على رسوم موحدة للحاويات المبردة بعد أن بحث الرئيس قاسم جومارت توكاييف مع مسؤولي الشحن في المدينة الساحلية إنشاء خط عبارات منتظم عبر بحر قزوين. وتبدأ ثلاث عبارات رحلاتها في الخريف المقبل.',
    },
  ],
  grain: [
    {
      title: 'توكاييف يفتتح صومعة للحبوب تتسع لمئتي ألف طن في السهل الشمالي',
      text: 'افتتح الرئيس توكاييف صومعة جديدة للحبوب في السهل الشمالي تتسع لمئتي ألف طن من القمح، وبنيت في أربعة عشر شهرا بتمويل من صندوق زراعي محلي. وقالت وزيرة الزراعة إن ثلاث صوامع مثلها تبنى هذا العام.',
    },
    {
      title: 'صومعة حبوب بسعة مئتي ألف طن يفتتحها توكاييف في السهل الشمالي',
      text: 'قالت وزيرة الزراعة إن ثلاث صوامع مثلها تبنى هذا العام، بعد أن افتتح الرئيس توكاييف صومعة جديدة للحبوب في السهل الشمالي تتسع لمئتي ألف طن من القمح وبنيت في أربعة عشر شهرا بتمويل من صندوق زراعي محلي.',
    },
  ],
  rails: [
    {
      title: 'توكاييف يدشن قطارا سريعا بين العاصمة وسوق الفواكه القديم',
      text: 'دشن الرئيس توكاييف قطارا سريعا يربط العاصمة بسوق الفواكه القديم في ساعة وعشر دقائق، وتشغل الخط شركة محلية باثني عشر قطارا صممت للشتاء القارس. وتباع تذكرة الذهاب بسعر رمزي في الشهر الأول.',
    },
    {
      title: 'قطار سريع بين العاصمة وسوق الفواكه القديم يدشنه توكاييف',
      text: 'تباع تذكرة الذهاب بسعر رمزي في الشهر الأول للقطار السريع الذي دشنه الرئيس توكاييف ويربط العاصمة بسوق الفواكه القديم في ساعة وعشر دقائق. وتشغل الخط شركة محلية باثني عشر قطارا صممت للشتاء القارس.',
    },
  ],
} as const satisfies Record<string, readonly Report[]>;

const OUTLETS = [
  { name: 'نشرة الصدفة', group: 'مصر' },
  { name: 'بريد المرساة', group: 'المغرب' },
  { name: 'دفتر السنديان', group: 'مصر' },
  // Hangs when it is told to, and so holds up the end of a round.
  { name: 'مذياع الغيمة', group: 'الأردن' },
] as const;
const SLOW = 3;
/** Longer than the walk takes to kill the process, and than it waits for an answer. */
const HANGING_MS = 60_000;

export interface Newsroom {
  /** The list as PUT /api/outlets takes it. */
  readonly list: string;
  /** Publishes a report with the outlet of this number. */
  publish(outlet: number, report: Report): void;
  /** Whether the last outlet's server answers. */
  hangs: boolean;
  close(): void;
}

export async function openNewsroom(): Promise<Newsroom> {
  const reports: { readonly outlet: number; readonly report: Report; readonly at: Date }[] = [];
  const server = createServer((request, response) => {
    const outlet = Number(/^\/(\d)\.xml$/.exec(request.url ?? '')?.[1]);
    const answer = () =>
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(feed(outlet));
    if (outlet === SLOW && newsroom.hangs) setTimeout(answer, HANGING_MS).unref();
    else answer();
  });
  const feed = (outlet: number) => {
    const items = reports
      .flatMap((one, n) => (one.outlet === outlet ? [{ ...one, n }] : []))
      .map(
        ({ report, at, n }) =>
          `<item><title>${report.title}</title><link>https://outlet${outlet}.example/${n}</link><pubDate>${at.toUTCString()}</pubDate><description>${report.text}</description></item>`,
      );
    return `<rss version="2.0"><channel><title>${OUTLETS[outlet]?.name}</title><link>https://outlet${outlet}.example/</link><description>-</description>${items.reverse().join('')}</channel></rss>`;
  };
  const origin = await listening(server);
  const outlets = OUTLETS.map(({ name, group }, i) => ({
    ...{ name, group, feed: `${origin}/${i}.xml` },
    home: `https://outlet${i}.example/`,
  }));
  const newsroom: Newsroom = {
    list: JSON.stringify({ outlets }),
    publish: (outlet, report) => reports.push({ outlet, report, at: new Date() }),
    hangs: false,
    close: () => server.closeAllConnections(),
  };
  server.unref();
  return newsroom;
}

export interface ReceivedAlert {
  /** The `webhook-id`. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AlertReceiver {
  readonly url: string;
  readonly got: readonly ReceivedAlert[];
  /** Awaited before an alert is answered. */
  before: () => Promise<void>;
}

export async function openReceiver(): Promise<AlertReceiver> {
  const got: ReceivedAlert[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    got.push({ id: headers['webhook-id'] ?? '', headers, body: Buffer.concat(chunks).toString() });
    await receiver.before();
    response.writeHead(204).end();
  });
  const receiver: AlertReceiver = { url: `${await listening(server)}/hook`, got, before: async () => {} };
  server.unref();
  return receiver;
}

function listening(server: Server): Promise<string> {
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}
