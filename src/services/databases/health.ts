import {
  liveNumber,
  liveText,
  type Dimensions,
  type HealthRule,
  type HealthTarget,
  type HealthWindow,
  type Measure,
} from '../health-rule.ts';
import { connectionsOf, memoryBytesOf } from './memory.ts';

const GB = 1024 ** 3;

/** Two periods of five minutes, each of which must break the limit. */
const TWICE: HealthWindow = { periodSeconds: 300, periods: 2, taken: 'each' };

/** A stopped database measures nothing; one that is being changed measures what the change does. */
const runs = (target: HealthTarget): boolean => liveText(target, 'status') === 'available';

const classOf = (target: HealthTarget): string => liveText(target, 'instanceClass');

const storageBytes = (target: HealthTarget): number | undefined => {
  const size = liveNumber(target, 'sizeGb');
  return size === undefined || size === 0 ? undefined : size * GB;
};

const BROKEN = /^(failed|inaccessible|incompatible|restore-error|storage-full|insufficient)/;

/** States that the service itself says. */
export const statusRule: HealthRule = {
  name: 'status',
  source: 'configuration',
  severity: 'Unhealthy',
  detail: 'RDS says that the database does not work',
  judge: (target) => {
    const status = liveText(target, 'status');
    if (status === '') return 'unknown';
    return BROKEN.test(status) ? { seen: status } : 'holds';
  },
  heal: { words: 'Look at the events of the database, or restore its newest snapshot.' },
};

/** What is measured of a database: its processor, and what of memory and connections is left. */
export const loadRules = (
  dimensions: (target: HealthTarget) => readonly Dimensions[],
): readonly HealthRule[] => {
  const measure = (metric: string, statistic: Measure['statistic']): readonly Measure[] => [
    { namespace: 'AWS/RDS', metric, statistic, dimensions },
  ];
  const base = {
    source: 'metric',
    severity: 'Degraded',
    unit: 'percent',
    window: TWICE,
    noData: 'unknown',
    isApplicable: runs,
  } as const;
  return [
    {
      ...base,
      name: 'processor',
      detail: 'the processor is busy nearly all the time',
      measures: measure('CPUUtilization', 'Average'),
      limit: { is: 'over', value: 80 },
      heal: { words: 'Find the slow statements, or ask for a larger class.' },
    },
    {
      ...base,
      name: 'connections',
      detail: 'nearly all connections are in use',
      measures: measure('DatabaseConnections', 'Average'),
      share: {
        live: (target) => connectionsOf(liveText(target, 'engine'), classOf(target)),
        words: 'what the memory of its class allows',
      },
      limit: { is: 'over', value: 80 },
      heal: { words: 'Put a pool or a proxy before it, or ask for a larger class.' },
    },
    {
      ...base,
      name: 'freeable memory',
      detail: 'nearly all memory is in use',
      measures: measure('FreeableMemory', 'Average'),
      share: { live: (target) => memoryBytesOf(classOf(target)), words: 'the memory of its class' },
      limit: { is: 'under', value: 10 },
      heal: { words: 'Find what holds it, or ask for a larger class.' },
    },
  ];
};

/** Free storage of an instance; Aurora grows its own. */
export const storageRule: HealthRule = {
  name: 'free storage',
  source: 'metric',
  severity: 'Degraded',
  detail: 'the storage is nearly full; a full database stops',
  measures: [
    {
      namespace: 'AWS/RDS',
      metric: 'FreeStorageSpace',
      statistic: 'Average',
      dimensions: ({ resource }) => [{ DBInstanceIdentifier: resource.id }],
    },
  ],
  share: { live: storageBytes, words: 'its storage' },
  limit: { is: 'under', value: 20 },
  unit: 'percent',
  window: TWICE,
  noData: 'unknown',
  isApplicable: (target) => runs(target) && liveText(target, 'cluster') === '',
  heal: {
    words: 'Ask for more storage: it grows while the database runs.',
  },
};
