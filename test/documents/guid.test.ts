import { expect, it } from 'vitest';
import { guidOf } from '../../src/documents/guid.ts';

// As Python's uuid.uuid5 gives them: uuid5(UUID('b0a46fce-b897-4edc-ba09-27ea6045cb6c'), 'story/storyship00001').
it.each([
  ['story', 'storyship00001', 'urn:uuid:60d121c2-5762-5d15-a25d-5dc7e086d59e'],
  ['article', 'storyship00001', 'urn:uuid:31423870-0b76-5bd1-9899-511ba8856298'],
  ['update', 'storyship00001', 'urn:uuid:821983fd-9ebc-546b-8081-2f7faeb1a083'],
  ['story', '0', 'urn:uuid:020000d9-1aec-5453-a2b4-4ff8cf798ecc'],
  ['story', 'abc-1f', 'urn:uuid:5d74eb61-8559-52a3-a3ce-2f9b12704c83'],
  ['article', 'مقال', 'urn:uuid:3cb5724f-84ae-56a9-9da7-d0baf573f7d8'],
] as const)('%s %s is %s', (kind, id, guid) => {
  expect(guidOf(kind, id)).toBe(guid);
});
