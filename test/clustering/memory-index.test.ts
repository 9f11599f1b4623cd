import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { indexPortSuite } from './index-port.shared.ts';

indexPortSuite('the map index', (test) => test(memoryIndex()));
