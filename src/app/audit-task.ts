import type { AuditAnswer } from '../reply/audit.ts';
import { EXPOSURE_ITEMS } from '../report/audit/exposure.ts';
import { gatherAudit, type AuditAsk } from '../report/audit/gather/gather.ts';
import type { ReadingTask } from '../task/aws-task.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** What the reader audits by. */
export type AuditMeans = Pick<ReaderDeps, 'config' | 'knowledge'> & {
  readonly aws: Pick<ReaderDeps['aws'], 'openOwnReader'>;
};

/** One audit, the accounts it is about, and how long it may take. */
export interface AuditQuestion extends Pick<
  AuditAsk,
  'accounts' | 'now' | 'mayGoOn' | 'isWanted' | 'mostKept' | 'tell'
> {
  readonly task: Pick<ReadingTask, 'scope' | 'resourceType' | 'parameters'>;
}

/**
 * Judges what runs in some accounts by the rules that judge a plan. A question about what is public
 * is judged by the rules that answer it, and no others.
 */
export const auditTask = async (
  { aws, config, knowledge }: AuditMeans,
  { task, ...rules }: AuditQuestion,
): Promise<Omit<AuditAnswer, 'taskId'>> => {
  const isExposure = task.parameters['about'] === 'exposure';
  const ask: AuditAsk = {
    ...rules,
    regions: task.scope.regions,
    ...(task.resourceType === undefined ? {} : { resourceType: task.resourceType }),
    ...(isExposure ? { only: EXPOSURE_ITEMS } : {}),
    baselines: knowledge.baselines,
    config,
  };
  const report = await gatherAudit(ask, aws.openOwnReader);
  return { kind: 'audit', ...(isExposure ? { about: 'exposure' } : {}), report };
};
