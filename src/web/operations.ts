/** Every operation of the API in one table: /openapi.json and the page to try it are made from it. */

import type { Operation } from './operation.ts';
import { OPERATOR_OPERATIONS } from './operator-operations.ts';
import { READER_OPERATIONS } from './reader-operations.ts';

export const OPERATIONS: readonly Operation[] = [...READER_OPERATIONS, ...OPERATOR_OPERATIONS];
