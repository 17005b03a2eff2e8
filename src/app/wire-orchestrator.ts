import type { Probot } from 'probot';
import { openGitHubApp, type GitHubApp, type GitHubAppOptions } from '../github/app-auth.ts';
import type { OrchestratorDeps, WorkerDeps } from './deps.ts';
import { onAnomaliesDue } from './on-anomalies-due.ts';
import { onAnomaliesSeen } from './on-anomalies-seen.ts';
import { onCosted } from './on-costed.ts';
import { onDelivery } from './on-delivery.ts';
import { onDiscovered } from './on-discovered.ts';
import { onDeployed } from './on-deployment.ts';
import { keepFound } from './keep-found.ts';
import { onDriftDue } from './on-drift-due.ts';
import { onDriftIssues } from './on-drift-issues.ts';
import { onExpire, onExpirePlan } from './on-expire.ts';
import { onHealthDue } from './on-health-due.ts';
import { onHealthIssues } from './on-health-issues.ts';
import { onIncident } from './on-incident.ts';
import { onModelAnswered } from './model/on-model-answered.ts';
import { onModelDue } from './model/on-model-due.ts';
import { onIntake } from './on-intake.ts';
import { onOutcome } from './on-outcome.ts';
import { onPrepared } from './on-prepared.ts';
import { onProgress } from './on-progress.ts';
import { onPropose } from './on-propose.ts';
import { onProposal } from './on-pull-request.ts';
import { onReceiptsDue } from './on-receipts-due.ts';
import { onReceiptsSeen } from './on-receipts-seen.ts';
import { onRelease } from './on-release.ts';
import { onReports } from './on-reports.ts';
import { onHidePlan } from './on-repository.ts';
import { onSweep } from './on-sweep.ts';
import { postPending } from './post-pending.ts';
import type { Handlers } from './work.ts';

/** The Probot app's registration: `src/index.ts`, which stands to the right of this station. */
export type RegisterApp = (deps: OrchestratorDeps) => (probot: Probot) => void;

/** Builds the orchestrator: GitHub through the application's key, and no AWS at all. */
export const wireOrchestrator = (
  deps: WorkerDeps,
  options: GitHubAppOptions,
  { registerApp, hasModel }: { readonly registerApp: RegisterApp; readonly hasModel: boolean },
): { readonly handlers: Handlers; readonly github: GitHubApp; readonly deps: OrchestratorDeps } => {
  const github = openGitHubApp(options);
  const orchestrator: OrchestratorDeps = {
    ...deps,
    ...(hasModel ? { model: deps.config.model } : {}),
    github: github.forInstallation,
    findRepository: keepFound(
      (name) => github.findRepository(name, deps.config.ownerIds),
      deps.clock,
    ),
    appId: options.appId,
  };
  registerApp(orchestrator)(github.probot);
  return {
    github,
    deps: orchestrator,
    handlers: {
      delivery: (job) => onDelivery(orchestrator, github.probot, job),
      intake: (job) => onIntake(orchestrator, job),
      prepared: (job) => onPrepared(orchestrator, job),
      discovered: (job) => onDiscovered(orchestrator, job),
      'model-answered': (job) => onModelAnswered(orchestrator, job),
      'model-due': () => onModelDue(orchestrator),
      'health-due': () => onHealthDue(orchestrator),
      'health-issues': (job) => onHealthIssues(orchestrator, job),
      'drift-due': () => onDriftDue(orchestrator),
      'drift-issues': (job) => onDriftIssues(orchestrator, job),
      reports: () => onReports(orchestrator),
      'anomalies-due': () => onAnomaliesDue(orchestrator),
      'anomalies-seen': (job) => onAnomaliesSeen(orchestrator, job),
      'receipts-due': () => onReceiptsDue(orchestrator),
      'receipts-seen': (job) => onReceiptsSeen(orchestrator, job),
      costed: (job) => onCosted(orchestrator, job),
      release: (job) => onRelease(orchestrator, job),
      propose: (job) => onPropose(orchestrator, job),
      progress: (job) => onProgress(orchestrator, job),
      outcome: (job) => onOutcome(orchestrator, job),
      proposal: (job) => onProposal(orchestrator, job),
      deployment: (job) => onDeployed(orchestrator, job),
      'hide-plan': (job) => onHidePlan(orchestrator, job),
      'expire-plan': (job) => onExpirePlan(orchestrator, job),
      incident: (job) => onIncident(orchestrator, job),
      expire: () => onExpire(orchestrator),
      sweep: () => onSweep(orchestrator, github),
      reply: () => postPending(orchestrator),
    },
  };
};
