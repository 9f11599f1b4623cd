/** A link to an outlet's site. Anything but http(s) stays text. */
import type { Child, FC } from 'hono/jsx';
import { httpAddress } from '../../render/plain-text.ts';

interface Props {
  readonly to: string | undefined;
  readonly class?: string | undefined;
  readonly title?: string;
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

/** undefined unless the address is https, which the content security policy requires. */
export function imageUrl(image: string | undefined): string | undefined {
  const href = httpAddress(image);
  return href?.startsWith('https:') ? href : undefined;
}
