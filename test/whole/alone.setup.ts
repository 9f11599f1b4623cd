/** For files that need bindings which no other file has used: they share one runtime, and each begins with empty objects and an empty KV. */
import { reset } from 'cloudflare:test';
import { afterAll, beforeAll, vi } from 'vitest';

beforeAll(reset);
afterAll(() => void vi.restoreAllMocks());
