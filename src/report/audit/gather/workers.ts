/** What is known of the size of a job before it begins. */
export interface JobSize {
  readonly accounts: number;
  /** Distinct regions. */
  readonly regions: number;
  /** Undefined where nothing is known of it. */
  readonly resources?: number;
}

/** How a job is divided, and how many of its parts are worked on side by side. */
export interface WorkerPlan {
  readonly by: 'account' | 'region' | 'batch';
  readonly mode: 'single' | 'considered' | 'required';
  readonly workers: number;
}

/** From these sizes on parallel work is considered, and required. Source: the domain, section 7. */
const CONSIDERED = { resources: 50, regions: 4, accounts: 4 } as const;
const REQUIRED = { resources: 200, regions: 8, accounts: 10 } as const;
const BATCH = 50;
const MOST_WORKERS = 10;

const reaches = (size: JobSize, limit: Readonly<Record<keyof JobSize, number>>): boolean =>
  (size.resources ?? 0) >= limit.resources ||
  size.regions >= limit.regions ||
  size.accounts >= limit.accounts;

const modeOf = (size: JobSize): WorkerPlan['mode'] => {
  if (reaches(size, REQUIRED)) return 'required';
  return reaches(size, CONSIDERED) ? 'considered' : 'single';
};

/** By account when there are several, else by region when there are many, else in batches. */
const divisionOf = (size: JobSize): readonly [WorkerPlan['by'], number] => {
  if (size.accounts > 1) return ['account', size.accounts];
  if (size.regions > 3) return ['region', size.regions];
  return ['batch', Math.max(1, Math.ceil((size.resources ?? 0) / BATCH))];
};

/**
 * How many workers a job gets: one for a small job, else one for each part, at most `most`. What a
 * worker asks of AWS is bounded beneath by the quotas of its APIs, not by this.
 */
export const workersFor = (size: JobSize, most = MOST_WORKERS): WorkerPlan => {
  const mode = modeOf(size);
  const [by, parts] = divisionOf(size);
  return { by, mode, workers: mode === 'single' ? 1 : Math.min(most, parts) };
};
