import { Octokit } from '@octokit/rest';
import { listComments, readComment } from './comments.ts';
import { readRepository } from './files.ts';
import type { ReleaseGitHub } from './github.ts';
import { createIssues } from './issues.ts';
import { boundedFetch, createRequester, type Waiting } from './request.ts';
import { readMergedFile } from './merged-file.ts';
import { createRoles } from './roles.ts';

export interface ReleaseClientOptions {
  /** The release's token: one hour, one repository, reads only. */
  readonly token: string;
  /** From the deployer's own configuration, never from the release. */
  readonly baseUrl: string;
  readonly waiting: Waiting;
  readonly fetch?: typeof fetch;
}

/** Faults say what went wrong, once; Octokit would say it again on the console. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * GitHub for the deployer: a few reads with a token that can do nothing else. This file must not
 * reach the application's key; a test holds that.
 */
export const openReleaseGitHub = (options: ReleaseClientOptions): ReleaseGitHub => {
  const octokit = new Octokit({
    auth: options.token,
    baseUrl: options.baseUrl,
    request: { fetch: boundedFetch(options.fetch) },
    log: SILENT,
  });
  const github = createRequester(
    (route, parameters) => octokit.request(route, parameters),
    options.waiting,
  );
  return {
    readRepository: (ref) => readRepository(github, ref),
    readIssue: createIssues(github).readIssue,
    readComment: (ref, commentId) => readComment(github, ref, commentId),
    readMergedFile: (ref, path) => readMergedFile(github, ref, path),
    listComments: (ref) => listComments(github, ref),
    ...createRoles(github),
  };
};
