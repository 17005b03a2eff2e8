import pino from 'pino';
import type { DeployerDeps } from '../../src/app/deployer-deps.ts';
import { composePlanComment } from '../../src/app/screen.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { openReleaseGitHub } from '../../src/github/release-client.ts';
import type { PlanRow, ShownRow } from '../../src/store/store.ts';
import { refused } from '../../src/task/refusal.ts';
import type { Driven } from '../conversations/drive.ts';
import { forgePlan, insertForgery, type Forgery } from '../workers/forgery.ts';

/** The rows of the plan that is on screen. */
export interface RealPlan {
  readonly row: PlanRow;
  readonly shown: ShownRow;
}

/** Reads the newest plan of an issue and where it is shown. */
export const realPlanOf = async ({ company, issue }: Driven): Promise<RealPlan> => {
  const { store } = company.opened;
  const states = await store.listOpenIssues();
  const ref = states.find((state) => state.ref.number === issue)?.ref;
  const row = ref === undefined ? undefined : (await store.listPlans(ref)).at(-1);
  const shown = row === undefined ? undefined : await store.readShown(row.planId);
  if (row === undefined || shown === undefined) throw new Error('there is no plan');
  return { row, shown };
};

/** A deployer on the rows of a company, whose door to AWS is closed and counts who knocks. */
export const openDeployer = ({ company }: Driven): DeployerDeps & { readonly knocks: string[] } => {
  const knocks: string[] = [];
  const knock = async (): Promise<ReturnType<typeof refused>> => {
    knocks.push('knock');
    return refused({ code: 'no-route', because: 'This door is closed.', next: 'Go away.' });
  };
  const { opened, clock, config, github } = company;
  const waiting = { now: clock.now, sleep: clock.sleep };
  return {
    ...opened,
    clock,
    config,
    knowledge: KNOWLEDGE,
    log: pino({ level: 'silent' }),
    newId: () => 'id',
    door: { openReader: knock, openDeployer: knock, openOperator: knock },
    appId: github.appId,
    openReleaseGitHub: (token) =>
      openReleaseGitHub({ token, baseUrl: github.baseUrl, waiting, fetch: github.fetch }),
    knocks,
  };
};

/** What a forger says of a plan: who approved it where, and in which comment it is shown. */
export interface Said {
  readonly planCommentId: number;
  readonly approvalCommentId: number;
}

/** Writes the rows of a released forgery with a real token of the application's. */
export const release = async (
  { company }: Driven,
  forgery: Forgery,
  said: Said & Pick<RealPlan, 'row'>,
): Promise<Readonly<Record<string, string | number>>> => {
  const { app, github, opened } = company;
  if (app.github === undefined) throw new Error('there is no orchestrator');
  const installationId = github.installationId;
  const { ref } = said.row;
  const repository = await app.github.forInstallation(installationId);
  const permissions = { issues: 'read', metadata: 'read' } as const;
  const releaseId = await insertForgery(
    { store: opened.store, queue: { ...opened.queue, send: async () => undefined } },
    forgery,
    {
      ...said,
      ref,
      installationId,
      personId: github.idOf('maintainer'),
      token: await repository.createReleaseToken(ref, permissions),
    },
  );
  return { ...ref, installationId, planId: forgery.planId, releaseId };
};

/** The code with which the deployer answered a release; `done` where it knocked at the door. */
export const answerOf = async (deps: DeployerDeps, releaseId: string): Promise<string> => {
  const answer = JSON.stringify((await deps.store.readOutcome(releaseId)) ?? {});
  return /"code":"([a-z-]+)"/.exec(answer)?.[1] ?? answer;
};

export { composePlanComment, forgePlan };
