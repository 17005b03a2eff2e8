import { createComments } from './comments.ts';
import { createFiles } from './files.ts';
import type { GitHubRepository } from './github.ts';
import { createIssues } from './issues.ts';
import { readMergedFile } from './merged-file.ts';
import { createPullRequests } from './pull-request.ts';
import { createReportIssues } from './report-issues.ts';
import { createRequester, type SendRequest, type Waiting } from './request.ts';
import { createRoles } from './roles.ts';
import { readLessonProtection, readRouteProtection } from './route-protection.ts';

export interface RepositoryOptions {
  /** Id of this application: whose comments are ours, and whose bypass matters. */
  readonly appId: number;
  readonly waiting: Waiting;
  readonly createReleaseToken: GitHubRepository['createReleaseToken'];
}

/** Builds the application's view of GitHub on an Octokit that is signed in as one installation. */
export const createGitHubRepository = (
  octokit: { readonly request: SendRequest },
  options: RepositoryOptions,
): GitHubRepository => {
  const github = createRequester(
    (route, parameters) => octokit.request(route, parameters),
    options.waiting,
  );
  return {
    ...createIssues(github),
    ...createReportIssues(github, options.appId),
    ...createComments(github, options.appId),
    ...createRoles(github),
    ...createFiles(github),
    ...createPullRequests(github),
    readMergedFile: (ref, path) => readMergedFile(github, ref, path),
    readRouteProtection: (ref, environment) =>
      readRouteProtection(github, ref, { environment, appId: options.appId }),
    readLessonProtection: (ref) => readLessonProtection(github, ref, options.appId),
    createReleaseToken: options.createReleaseToken,
  };
};
