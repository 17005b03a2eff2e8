import type { MutationTask } from '../../task/aws-task.ts';
import { numberOf, textOf } from '../task-values.ts';

/** What a policy may keep at a value. */
export type Followed = 'cpu' | 'requests' | 'network-in' | 'network-out';

/** A metric that Auto Scaling knows by itself. */
interface Metric {
  /** The field that gives the value. */
  readonly field: string;
  readonly predefined: string;
  /** How many of the metric's own unit one of the field's is. */
  readonly factor: number;
  /** Beyond these a group either never rests or never reacts. */
  readonly least: number;
  readonly most: number;
  readonly words: (value: number) => string;
  readonly why: string;
}

const MEGABYTE = 1_000_000;

/** A flat table of what can be followed. Source: Auto Scaling, PredefinedMetricSpecification. */
export const METRICS: Readonly<Record<Followed, Metric>> = {
  cpu: {
    field: 'targetPercent',
    predefined: 'ASGAverageCPUUtilization',
    factor: 1,
    least: 10,
    most: 90,
    words: (value) => `processors at ${value} %`,
    why: 'below it the group pays for machines that rest, above it none is left for a peak',
  },
  requests: {
    field: 'requestsPerTarget',
    predefined: 'ALBRequestCountPerTarget',
    factor: 1,
    least: 1,
    most: 1_000_000,
    words: (value) => `${value} requests a minute for each target`,
    why: 'it counts the requests of one minute',
  },
  'network-in': {
    field: 'networkInMb',
    predefined: 'ASGAverageNetworkIn',
    factor: MEGABYTE,
    least: 1,
    most: 100_000,
    words: (value) => `${value} MB a minute into each instance`,
    why: 'it counts the megabytes of one minute',
  },
  'network-out': {
    field: 'networkOutMb',
    predefined: 'ASGAverageNetworkOut',
    factor: MEGABYTE,
    least: 1,
    most: 100_000,
    words: (value) => `${value} MB a minute out of each instance`,
    why: 'it counts the megabytes of one minute',
  },
};

const isFollowed = (text: string): text is Followed => Object.keys(METRICS).includes(text);

/** Every metric for which the task gives a value: more than one contradict each other. */
export const valuesIn = (
  task: MutationTask,
): readonly { readonly followed: Followed; readonly value: number }[] =>
  Object.entries(METRICS).flatMap(([followed, { field }]) => {
    const value = numberOf(task, field);
    return value === undefined || !isFollowed(followed) ? [] : [{ followed, value }];
  });

/** What the policy that a task means follows, by its value or by its own word. */
export const followedIn = (task: MutationTask): Followed | undefined => {
  const [first] = valuesIn(task);
  const named = textOf(task, 'follows') ?? '';
  return first?.followed ?? (isFollowed(named) ? named : undefined);
};

/** What one of Auto Scaling's own metrics is here. */
export const followedBy = (predefined: string): Followed | undefined =>
  Object.entries(METRICS)
    .map(([followed, metric]) => [followed, metric.predefined] as const)
    .flatMap(([followed, name]) => (name === predefined && isFollowed(followed) ? [followed] : []))
    .at(0);

/** How a policy that exists is said: `processors at 60 %`. */
export const sayTarget = (followed: Followed, target: number): string =>
  METRICS[followed].words(target / METRICS[followed].factor);
