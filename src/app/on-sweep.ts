import type { GitHubApp } from '../github/app-auth.ts';
import { TASK_LABEL } from '../task/issue.ts';
import type { OrchestratorDeps } from './deps.ts';
import { queueIntake } from './on-issue.ts';
import { postPending } from './post-pending.ts';
import { sweepDeliveries } from './sweep.ts';

type Log = Pick<GitHubApp, 'listAppDeliveries' | 'readAppDelivery' | 'listIssues'>;

/** Looks at every open issue of every repository that is known, as if its webhook came again. */
const reconcile = async (deps: OrchestratorDeps, github: Log): Promise<void> => {
  const seen = new Set<number>();
  for (const { ref, installationId } of await deps.store.listOpenIssues()) {
    if (seen.has(ref.repositoryId)) continue;
    seen.add(ref.repositoryId);
    for (const issue of await github.listIssues(installationId, ref, TASK_LABEL)) {
      if ((await deps.store.readIssue(issue.ref)) === undefined) continue;
      await queueIntake(deps, issue.ref, installationId);
    }
  }
};

/** Brings in webhooks that were missed, posts what was left unposted, and forgets what is old. */
export const onSweep = async (deps: OrchestratorDeps, github: Log): Promise<void> => {
  const swept = await sweepDeliveries({
    listAppDeliveries: github.listAppDeliveries,
    readAppDelivery: github.readAppDelivery,
    store: deps.store,
    ownerIds: deps.config.ownerIds,
    reconcile: () => reconcile(deps, github),
  });
  if (swept.stored > 0) deps.log.warn(swept, 'deliveries were missed and are in now');
  const again = await deps.store.requeueUnfinished();
  if (again > 0) deps.log.warn({ again }, 'deliveries were given up and are worked on again');
  await postPending(deps);
  await deps.store.wipeOldTokens();
  await deps.store.forgetOld();
};
