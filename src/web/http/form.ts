/** A form that a page of ours sent: its text fields, and one file as text. */
import type { Context } from 'hono';

export interface Form {
  /** '' for a field that is absent. */
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  /** Bytes of a file; undefined when none was chosen. */
  readonly file: (name: string) => Promise<Uint8Array | undefined>;
}

/** Fields of one form: a story has at most some hundred reports. */
const FIELDS_MAX = 2_000;

/** undefined for a body that is no form. */
export async function readForm(c: Context): Promise<Form | undefined> {
  let data: FormData;
  try {
    data = await c.req.formData();
  } catch {
    return undefined;
  }
  if ([...data.keys()].length > FIELDS_MAX) return undefined;
  const all = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return {
    all,
    text: (name) => all(name)[0] ?? '',
    has: (name) => data.has(name),
    file: async (name) => {
      const given = data.get(name);
      return given instanceof File && given.size > 0 ? new Uint8Array(await given.arrayBuffer()) : undefined;
    },
  };
}
