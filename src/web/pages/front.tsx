/** The front: each story once, newest or most carried first, with everyone who carries it. */
import type { FC } from 'hono/jsx';
import type { FrontStory } from '../../documents/document.ts';
import { frontTitle } from '../../render/render.ts';
import { BidiText } from './bidi.tsx';
import { Card } from './card.tsx';
import { FRONT_FEED, Page, Subscribe, UPDATES_FEED } from './layout.tsx';
import { sources } from './localization.ts';

type Sort = 'new' | 'carried';

interface FrontProps {
  readonly stories: readonly FrontStory[];
  /** The most carried of the day, for the margin. */
  readonly carried: readonly Pick<FrontStory, 'id' | 'title' | 'outlets'>[];
  readonly sort: Sort;
  readonly outlets: number;
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  readonly now: number;
}

export const FrontPage: FC<FrontProps> = (props) => {
  const { stories, carried, sort, outlets, cursor, next, now } = props;
  const feed = outlets > 1 ? { title: frontTitle(outlets), path: '/feed', query: `?outlets=${outlets}` } : FRONT_FEED;
  return (
    <Page
      title="wirefold — قصة واحدة، مصادر كثيرة"
      description="كل قصة مرة واحدة، مع جميع المصادر العربية التي نشرتها."
      section="stories"
      feeds={[feed]}
    >
      <div class="cols">
        <div>
          <div class="bar">
            <h1>{cursor ? 'قصص أقدم' : sort === 'carried' ? 'الأكثر تناولًا' : 'أحدث القصص'}</h1>
            <Choices {...props} />
          </div>
          {stories.length === 0 ? (
            <Empty outlets={outlets} older={cursor !== undefined} />
          ) : (
            stories.map((s, i) => <Card story={s} now={now} first={i === 0 && !cursor && s.outlets > 1} />)
          )}
          <nav class="pages" aria-label="الصفحات">
            {cursor ? (
              <a class="button" href={address({ sort, outlets })}>
                إلى الأحدث
              </a>
            ) : null}
            {next ? (
              <a class="button" rel="next" href={address({ sort, outlets, cursor: next })}>
                قصص أقدم
              </a>
            ) : null}
          </nav>
        </div>
        <aside class="aside" aria-label="متابعة">
          <section>
            <h2>تابع في قارئك</h2>
            <p>لكل قصة خبر واحد، يبقى في مكانه وإن انضمّت إليه مصادر جديدة.</p>
            <Subscribe feed={feed} />
            <p>تريد كل جديد؟ خبر لكل قصة جديدة، وخبر لكل مصدر ينضمّ إلى قصة:</p>
            <Subscribe feed={UPDATES_FEED} />
          </section>
          {carried.length > 0 ? (
            <section>
              <h2>الأكثر تناولًا اليوم</h2>
              <ol>
                {carried.map((s) => (
                  <li>
                    <a class="plain" href={`/stories/${s.id}`}>
                      <BidiText text={s.title} />
                    </a>
                    <p>{sources(s.outlets)}</p>
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
        </aside>
      </div>
    </Page>
  );
};

const Choices: FC<FrontProps> = ({ sort, outlets }) => (
  <>
    <nav class="pick" aria-label="الترتيب">
      <Choice href={address({ sort: 'new', outlets })} chosen={sort === 'new'} label="الأحدث" />
      <Choice href={address({ sort: 'carried', outlets })} chosen={sort === 'carried'} label="الأكثر تناولًا" />
    </nav>
    <nav class="pick" aria-label="عدد المصادر">
      <Choice href={address({ sort, outlets: 1 })} chosen={outlets === 1} label="كل القصص" />
      <Choice href={address({ sort, outlets: 2 })} chosen={outlets === 2} label="مصدران فأكثر" />
      <Choice href={address({ sort, outlets: 3 })} chosen={outlets === 3} label="3 مصادر فأكثر" />
    </nav>
  </>
);

const Choice: FC<{ readonly href: string; readonly chosen: boolean; readonly label: string }> = ({
  href,
  chosen,
  label,
}) => (
  <a href={href} aria-current={chosen ? 'true' : undefined}>
    {label}
  </a>
);

/** Shown without stories. Says why there are none and where to go. */
const Empty: FC<{ readonly outlets: number; readonly older: boolean }> = ({ outlets, older }) => (
  <div class="sheet">
    <h2>{older ? 'لا قصص أقدم' : 'لا قصص هنا بعد'}</h2>
    {outlets > 1 ? (
      <p>
        لا توجد هنا قصة عدد مصادرها {outlets} فأكثر. <a href="/">كل القصص</a>
      </p>
    ) : older ? null : (
      <p>
        تظهر القصص بعد قراءة المصادر أول مرة. <a href="/outlets">حال المصادر</a>
      </p>
    )}
  </div>
);

function address({
  sort,
  outlets,
  cursor,
}: {
  readonly sort: Sort;
  readonly outlets: number;
  readonly cursor?: string;
}): string {
  const query = new URLSearchParams();
  if (sort !== 'new') query.set('sort', sort);
  if (outlets > 1) query.set('outlets', String(outlets));
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `/?${query}` : '/';
}
