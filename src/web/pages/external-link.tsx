/** A link to an outlet's site. Anything but http(s) stays text. */
import type { Child, FC } from 'hono/jsx';
import { httpAddress } from '../../render/plain-text.ts';

interface Props {
  readonly to: string | undefined;
  readonly class?: string | undefined;
  readonly title?: string | undefined;
  readonly children?: Child;
}

export const ExternalLink: FC<Props> = ({ to, class: name, title, children }) => {
  const href = httpAddress(to);
  if (!href) return <span class={name}>{children}</span>;
  return (
    <a href={href} class={name} title={title} rel="external">
      {children}
    </a>
  );
};

/** undefined unless the content security policy lets the address through: https, or this machine's own outlets in development. */
export function imageUrl(image: string | undefined): string | undefined {
  const href = httpAddress(image);
  return href && /^https:|^http:\/\/127\.0\.0\.1:/.test(href) ? href : undefined;
}
