/** Takes the index out and puts one back. */
import type { FC } from 'hono/jsx';
import type { Restored } from '../../../story-index/api.ts';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';
import { Detail, Field, Frame } from './frame.tsx';

/** `restored`: what a restore came to; undefined before one. */
export const BackupPage: FC<{ readonly restored?: Restored }> = ({ restored }) => {
  const said = useShown().words.operate.backup;
  return (
    <Frame title={said.title} section="backup">
      {restored === undefined ? null : <Result restored={restored} />}
      <section class="sec">
        <p>
          <a class="button" href="/operate/backup/file" download="wirefold.ndjson">
            {said.download}
          </a>
        </p>
        <p class="meta">{said.whole}</p>
      </section>
      <section class="sec">
        <h2>{said.restore}</h2>
        <p>{said.replaces}</p>
        {/* The file is the last field, and a browser sends no form whose box is not ticked: see routes/operate.tsx. */}
        <form method="post" action="/operate/backup" enctype="multipart/form-data">
          <label class="check">
            <input type="checkbox" required />
            {said.sure}
          </label>
          <Field label={said.file} name="file" type="file" rest={{ required: true }} />
          <Submit label={said.apply} />
        </form>
      </section>
    </Frame>
  );
};

const Result: FC<{ readonly restored: Restored }> = ({ restored }) => {
  const said = useShown().words.operate.backup;
  if (restored.ok) {
    return (
      <section class="sheet" role="status">
        <p>{said.restored(restored.rows)}</p>
        {restored.notes && restored.notes.length > 0 ? (
          <>
            <h2>{said.notes}</h2>
            <Detail lines={restored.notes} />
          </>
        ) : null}
      </section>
    );
  }
  const where = restored.line > 0 ? `Line ${restored.line}: ` : '';
  return (
    <section class="sheet" role="alert">
      <p>{said.refused}</p>
      <Detail lines={[where + restored.detail]} />
    </section>
  );
};
