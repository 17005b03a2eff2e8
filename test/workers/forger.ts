import { vi } from 'vitest';
import { systemClock } from '../../src/app/system-clock.ts';
import { openGitHubApp } from '../../src/github/app-auth.ts';
import { openStore, type OpenedStore } from '../../src/store/open-store.ts';
import type { PlanRow } from '../../src/store/store.ts';
import { parsePlanId } from '../../src/task/ids.ts';
import type { Claim } from './forgery.ts';
import type { WorkerStage } from './stage.ts';

/** What the forger has: the orchestrator's login, a token of GitHub's, and a real plan to copy. */
export interface Forger {
  readonly opened: OpenedStore;
  readonly real: PlanRow;
  readonly plan: string;
  readonly claim: Claim;
}

/** Waits until the newest plan of an issue is on screen and the orchestrator has noted it. */
export const untilNoted = (stage: WorkerStage, issue: number): Promise<void> =>
  vi.waitFor(
    async () => {
      const rows = await stage.query(
        `SELECT 1 FROM coworker.shown JOIN coworker.plans USING (plan_id) WHERE number = ${issue}`,
      );
      if (rows.length === 0) throw new Error('the plan is not noted as shown');
    },
    { timeout: 10_000 },
  );

/** Logs in as the orchestrator and copies the newest plan of an issue. */
export const openForger = async (stage: WorkerStage, number: number): Promise<Forger> => {
  const { github, server } = stage;
  const databaseUrl = server.urlOf('orchestrator_login');
  const opened = await openStore({ databaseUrl, role: 'orchestrator', polls: false });
  const [row] = await stage.query('SELECT plan_id FROM coworker.plans ORDER BY seq DESC');
  const planId = parsePlanId(String(row?.['plan_id']));
  const real = planId === undefined ? undefined : await opened.store.readPlan(planId);
  const shown = real === undefined ? undefined : await opened.store.readShown(real.planId);
  if (real === undefined || shown === undefined) throw new Error('there is no real plan');
  const app = openGitHubApp({
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    baseUrl: github.baseUrl,
    waiting: systemClock,
    isPaced: false,
  });
  const repository = await app.forInstallation(github.installationId);
  const permissions = { issues: 'read', metadata: 'read' } as const;
  const claim: Claim = {
    ref: real.ref,
    installationId: github.installationId,
    planCommentId: shown.commentId,
    approvalCommentId: 0,
    personId: github.idOf('maintainer'),
    token: await repository.createReleaseToken(real.ref, permissions),
  };
  return { opened, real, claim, plan: await stage.said(number) };
};
