/**
 * The Saudi Press Agency has no RSS. The API behind its portal lists the same news: `data` with `uuid`, `title`, `published_at` in
 * seconds, `image.path` and, with w_content=1, `content`. That list as a JSON Feed. Written after what others read of it; not tried live.
 */

const HOST = 'portalapi.spa.gov.sa';
const SITE = 'https://www.spa.gov.sa/ar';
const UUID = /^[\w-]{1,40}$/;
/** Titles begin with the desk, «اقتصادي / …», which is a label and no part of the headline. */
const DESK = /^[\p{L}\s]{2,20}\/\s*/u;
/** Later seconds would be no date. */
const SECONDS_MAX = 253_402_300_799;

/** `json` came from `base`. undefined where it is no such list. */
export function spaPortalFeed(json: unknown, base: string): object | undefined {
  if (URL.parse(base)?.hostname !== HOST || !isRecord(json) || !Array.isArray(json.data)) return undefined;
  return { title: 'واس', home_page_url: SITE, language: 'ar', items: json.data.flatMap(itemOf) };
}

/** A cache before the API sometimes answers with rows of the agency's English service. */
function itemOf(row: unknown): readonly object[] {
  if (!isRecord(row) || typeof row.uuid !== 'string' || !UUID.test(row.uuid)) return [];
  if (typeof row.locale === 'string' && row.locale !== 'ar') return [];
  const { uuid, title, content, published_at: seconds, image } = row;
  const path = isRecord(image) ? image.path : undefined;
  return [
    {
      id: uuid,
      url: `${SITE}/${uuid}`,
      ...(typeof title === 'string' ? { title: title.replace(DESK, '') } : {}),
      ...(typeof content === 'string' ? { content_html: content } : {}),
      ...(typeof path === 'string' ? { image: path } : {}),
      ...(isSeconds(seconds) ? { date_published: new Date(1000 * seconds).toISOString() } : {}),
    },
  ];
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= SECONDS_MAX;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
