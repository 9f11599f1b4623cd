/** How stories are made, whose the texts are, and how an outlet asks to be left out. */
import type { FC } from 'hono/jsx';
import { ExternalLink } from './external-link.tsx';
import { FRONT_FEED, Page } from './layout.tsx';
import { useShown } from './shown.ts';

/** `contact`: where the operator answers; undefined when none is set. */
export const AboutPage: FC<{ readonly contact: string | undefined }> = ({ contact }) => {
  const { site, words } = useShown();
  const said = words.about;
  return (
    <Page
      title={`${said.title} — ${site.name}`}
      description={said.description}
      feeds={[FRONT_FEED]}
      shared={{ path: '/about' }}
    >
      <h1>{said.title}</h1>
      {said.sections.map(([heading, ...paragraphs]) => (
        <section class="sec prose">
          <h2>{heading}</h2>
          {paragraphs.map((text) => (
            <p>{text}</p>
          ))}
        </section>
      ))}
      <section class="sec prose">
        <h2>{said.leaveOut}</h2>
        <p>{said.howToLeave}</p>
        {contact ? (
          <p>
            <ExternalLink to={contact} class="button">
              {said.contact}
            </ExternalLink>
          </p>
        ) : (
          <p>{said.noContact}</p>
        )}
      </section>
    </Page>
  );
};
