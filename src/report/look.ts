import { allServices } from '../services/registry.ts';
import { isAboutOrganization } from '../task/about-organization.ts';
import type { AwsAccount } from '../task/account.ts';
import type { ReadingTask } from '../task/aws-task.ts';
import { AUDIT_SOURCES } from './audit/gather/sources.ts';
import { SOURCES } from './savings/gather/sources.ts';

/** How far a look is: places that were looked at, of all, and whose was the last. */
export interface LookProgress {
  readonly done: number;
  readonly all: number;
  /** The account of the last one. Data of AWS: quote it. */
  readonly at: string;
}

/** Hears how far a look is, after each place. */
export type TellProgress = (progress: LookProgress) => void;

/** From when on it is said how long a look may take, and from when on it is asked first. */
export interface LookLimits {
  readonly saySeconds: number;
  readonly askSeconds: number;
}

/** Source: the domain, section 7. */
export const LOOK_LIMITS: LookLimits = { saySeconds: 300, askSeconds: 600 };

/** How large a look is, before anything is known of what is there. */
export interface Look {
  /** Kinds of resources, each in an account and region. */
  readonly places: number;
  readonly accounts: number;
  readonly seconds: number;
}

interface Kind {
  /** Kinds of resources that are looked at where none is named. */
  readonly kinds: number;
  /** What one kind takes in one account and region, many of them side by side. */
  readonly seconds: number;
}

type ReadingType = ReadingTask['taskType'];

/**
 * Table: a call takes about one and a half milliseconds of one processor, whatever its latency, as
 * the benchmark of the organization shows. A list is one; an audit and a search read on.
 */
const KINDS: Readonly<Partial<Record<ReadingType, Kind>>> = {
  DiscoverResources: { kinds: allServices.length, seconds: 0.002 },
  SecurityAudit: { kinds: AUDIT_SOURCES.length, seconds: 0.012 },
  OptimizeCosts: { kinds: SOURCES.length, seconds: 0.006 },
  HealthCheck: { kinds: allServices.length, seconds: 0.03 },
};

const NOTHING: Look = { places: 0, accounts: 0, seconds: 0 };

const lookOf = (task: ReadingTask, all: readonly AwsAccount[]): Look => {
  const { taskType, resourceType, scope } = task;
  const kind = KINDS[taskType];
  if (kind === undefined || isAboutOrganization(task)) return NOTHING;
  const accounts = all.filter((one) => scope.accounts === 'all' || scope.accounts.includes(one.id));
  const regions = accounts.flatMap((one) =>
    one.regions.filter((region) => scope.regions === 'all' || scope.regions.includes(region)),
  ).length;
  const places = regions * (resourceType === undefined ? kind.kinds : 1);
  return { places, accounts: accounts.length, seconds: places * kind.seconds };
};

/**
 * How long it takes to answer some questions, roughly: by the number of places, because what is
 * there is not known yet.
 */
export const expectLook = (
  tasks: readonly ReadingTask[],
  accounts: readonly AwsAccount[],
): Look => {
  const looks = tasks.map((task) => lookOf(task, accounts));
  return {
    places: looks.reduce((sum, { places }) => sum + places, 0),
    accounts: Math.max(0, ...looks.map((one) => one.accounts)),
    seconds: Math.ceil(looks.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
};
