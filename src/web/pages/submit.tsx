/** The button that sends a form. */
import type { FC } from 'hono/jsx';

export const Submit: FC<{ readonly label: string }> = ({ label }) => (
  <button class="button" type="submit">
    {label}
  </button>
);
