import type { Probot } from 'probot';
import type { OrchestratorDeps } from './app/deps.ts';
import { onComment } from './app/on-comment.ts';
import { onDeployment } from './app/on-deployment.ts';
import { onIssue } from './app/on-issue.ts';
import { onPullRequest } from './app/on-pull-request.ts';
import { onRepository } from './app/on-repository.ts';

/**
 * The Probot app: which event goes to which station. Deliveries reach it from the queue, after
 * their signature was verified and they were stored; none is handled on the webhook's own path.
 */
export default (deps: OrchestratorDeps) =>
  (probot: Probot): void => {
    probot.on('issues', ({ payload }) => onIssue(deps, payload));
    probot.on('issue_comment', ({ payload }) => onComment(deps, payload));
    probot.on('pull_request', ({ payload }) => onPullRequest(deps, payload));
    probot.on('deployment_status', ({ payload }) => onDeployment(deps, payload));
    probot.on('repository', ({ payload }) => onRepository(deps, payload));
  };
