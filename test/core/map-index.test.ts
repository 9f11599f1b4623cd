import { mapIndex } from '../../src/core/map-index.ts';
import { indexPortSuite } from './index-port.shared.ts';

indexPortSuite('the map index', (test) => test(mapIndex()));
