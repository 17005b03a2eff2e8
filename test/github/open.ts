import type { GitHubRepository } from '../../src/github/github.ts';
import { openGitHubApp, type GitHubApp } from '../../src/github/app-auth.ts';
import type { IssueRef } from '../../src/task/issue.ts';
import { createFakeGitHub, type FakeGitHub, type FakeGitHubOptions } from '../fakes/fake-github.ts';

export interface VirtualTime {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly pass: (ms: number) => void;
  /** Every wait that was asked for. */
  readonly slept: number[];
}

/** A clock that only moves when it is told to, or slept on. */
export const createTime = (from = '2026-11-20T17:09:00Z'): VirtualTime => {
  let ms = Date.parse(from);
  const slept: number[] = [];
  const pass = (by: number): void => {
    ms += by;
  };
  return {
    slept,
    pass,
    now: () => new Date(ms),
    sleep: async (by) => {
      slept.push(by);
      pass(by);
    },
  };
};

export const PEOPLE: FakeGitHubOptions['people'] = [
  { login: 'olivia-owner', role: 'admin' },
  { login: 'max-maintainer', role: 'maintain' },
  { login: 'dana-dev', role: 'write' },
  { login: 'tri-age', role: 'triage' },
  { login: 'eve', role: 'none' },
];

export interface OpenWorld {
  readonly fake: FakeGitHub;
  readonly app: GitHubApp;
  readonly github: GitHubRepository;
  readonly time: VirtualTime;
  readonly ref: (number: number) => IssueRef;
}

/** The real edge on the fake: Probot, its tokens, and every request it would send. */
export const openWorld = async (options: Partial<FakeGitHubOptions> = {}): Promise<OpenWorld> => {
  const time = createTime(new Date().toISOString());
  const fake = createFakeGitHub({ now: time.now, people: PEOPLE, ...options });
  const app = openGitHubApp({
    appId: fake.appId,
    privateKey: fake.privateKey,
    webhookSecret: fake.webhookSecret,
    baseUrl: fake.baseUrl,
    waiting: time,
    fetch: fake.fetch,
    isPaced: false,
  });
  const github = await app.forInstallation(fake.installationId);
  const ref = (number: number): IssueRef => ({
    repositoryId: fake.repositoryId,
    owner: fake.owner,
    repo: fake.repo,
    number,
  });
  return { fake, app, github, time, ref };
};
