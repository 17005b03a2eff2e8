import { setTimeout as wait } from 'node:timers/promises';
import type { GitHubStage, Said, StageFacts, StageIssue, StageRole } from './stage.ts';

/** The token of a person of the story; the server takes it for the person. */
export const tokenOf = (login: string): string => `person-${login}`;

/** A GitHub answer, read loosely: this is a story's prop, not the application. */
export type Loose = Record<string, unknown> & { readonly id: number; readonly number: number };

export interface PersonalApi {
  /** Throws when GitHub says no: a story that can not happen is a mistake in the story. */
  readonly ask: (login: string, call: string, body?: object) => Promise<Loose>;
  readonly list: (login: string, path: string) => Promise<readonly Loose[]>;
}

/** Calls GitHub as one of the people of the story. */
export const createPersonalApi = (baseUrl: string): PersonalApi => {
  const send = async (login: string, call: string, body?: object): Promise<unknown> => {
    const [method = 'GET', path = '/'] = call.split(' ');
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `token ${tokenOf(login)}`, 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${login}: ${call}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  return {
    ask: async (login, call, body) => (await send(login, call, body)) as Loose,
    list: async (login, path) => (await send(login, `GET ${path}`)) as readonly Loose[],
  };
};

const SECOND_MS = 1000;
const LATE_MS = 700;

/**
 * The server writes a comment and then its node id, and dates both. Where a second turns between,
 * a new comment looks edited, which GitHub's never does: so none is written late in a second.
 */
const untilEarlyInASecond = async (): Promise<void> => {
  const ms = Date.now() % SECOND_MS;
  if (ms > LATE_MS) await wait(SECOND_MS - ms + 1);
};

/** GitHub's words for the roles when a collaborator is added. */
const PERMISSIONS: Readonly<Record<StageRole, string>> = {
  admin: 'admin',
  maintain: 'maintain',
  write: 'push',
  triage: 'triage',
  read: 'pull',
  none: '',
};

/** Gives a person a role in the repository. */
export const addCollaborator = async (
  api: PersonalApi,
  facts: Pick<StageFacts, 'owner' | 'repo'>,
  person: { readonly login: string; readonly role: StageRole },
): Promise<void> => {
  if (person.role === 'none') return;
  const path = `/repos/${facts.owner}/${facts.repo}/collaborators/${person.login}`;
  await api.ask(facts.owner, `PUT ${path}`, { permission: PERMISSIONS[person.role] });
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const loginOf = (value: unknown): string => text((value as { login?: unknown } | null)?.login);

type Reading = 'readIssue' | 'listIssues' | 'listComments' | 'listPullRequests' | 'readFile';

const issueOf = (issue: Readonly<Record<string, unknown>>): StageIssue => {
  const labels = issue['labels'] as readonly { readonly name: string }[];
  return {
    title: text(issue['title']),
    body: text(issue['body']),
    state: text(issue['state']),
    labels: labels.map((label) => label.name),
  };
};

const readings = (api: PersonalApi, facts: StageFacts): Pick<GitHubStage, Reading> => {
  const repo = `/repos/${facts.owner}/${facts.repo}`;
  return {
    readIssue: async (number) =>
      issueOf(await api.ask(facts.owner, `GET ${repo}/issues/${number}`)),
    listIssues: async () => {
      const order = 'state=all&sort=created&direction=asc&per_page=100';
      const issues = await api.list(facts.owner, `${repo}/issues?${order}`);
      return issues
        .filter((issue) => issue['pull_request'] === undefined)
        .map((issue) => ({ number: issue.number, ...issueOf(issue) }));
    },
    listComments: async (number) => {
      const path = `${repo}/issues/${number}/comments?per_page=100`;
      const comments = await api.list(facts.owner, path);
      return comments.map((comment) => ({
        id: comment.id,
        login: loginOf(comment['user']),
        body: text(comment['body']),
        createdAt: text(comment['created_at']),
        updatedAt: text(comment['updated_at']),
      }));
    },
    listPullRequests: async () => {
      const pulls = await api.list(facts.owner, `${repo}/pulls?state=all&per_page=100`);
      return pulls.map((pull) => {
        const head = pull['head'] as { readonly ref: string; readonly sha: string };
        return {
          number: pull.number,
          title: text(pull['title']),
          body: text(pull['body']),
          state: text(pull['state']),
          headRef: head.ref,
          headSha: head.sha,
          isMerged: typeof pull['merged_at'] === 'string',
        };
      });
    },
    readFile: async (ref, path) => {
      const call = `GET ${repo}/contents/${path}?ref=${encodeURIComponent(ref)}`;
      const file = await api.ask(facts.owner, call).catch(() => undefined);
      return file && Buffer.from(text(file['content']), 'base64').toString('utf8');
    },
  };
};

type Acting = Exclude<keyof GitHubStage, Reading | 'idOf' | keyof StageFacts>;

const actions = (api: PersonalApi, facts: StageFacts): Pick<GitHubStage, Acting> => {
  const repo = `/repos/${facts.owner}/${facts.repo}`;
  const act = async (login: string, call: string, body?: object): Promise<Said> => {
    const made = await api.ask(login, call, body);
    return { id: made.id, number: made.number, webhooks: [] };
  };
  return {
    openIssue: (login, issue) => act(login, `POST ${repo}/issues`, issue),
    editIssue: (login, number, change) => act(login, `PATCH ${repo}/issues/${number}`, change),
    label: async (login, number, label) => {
      const path = `${repo}/issues/${number}/labels`;
      await api.ask(login, `POST ${path}`, { labels: [label] });
      return { id: number, number, webhooks: [] };
    },
    close: (login, number) => act(login, `PATCH ${repo}/issues/${number}`, { state: 'closed' }),
    reopen: (login, number) => act(login, `PATCH ${repo}/issues/${number}`, { state: 'open' }),
    comment: async (login, number, body) => {
      await untilEarlyInASecond();
      const written = await act(login, `POST ${repo}/issues/${number}/comments`, { body });
      return { ...written, number };
    },
    editComment: (login, id, body) => act(login, `PATCH ${repo}/issues/comments/${id}`, { body }),
    review: (login, pull) =>
      act(login, `POST ${repo}/pulls/${pull}/reviews`, { event: 'APPROVE', body: '' }),
    merge: async (login, pull) => {
      await api.ask(login, `PUT ${repo}/pulls/${pull}/merge`, { merge_method: 'merge' });
      return { id: pull, number: pull, webhooks: [] };
    },
    closePullRequest: (login, pull) =>
      act(login, `PATCH ${repo}/pulls/${pull}`, { state: 'closed' }),
  };
};

/** The people of the story over HTTP. Webhooks are sent by the server itself. */
export const createPeople = (
  api: PersonalApi,
  facts: StageFacts,
  ids: ReadonlyMap<string, number>,
): GitHubStage => ({
  ...facts,
  ...readings(api, facts),
  ...actions(api, facts),
  idOf: (login) => {
    const id = ids.get(login);
    if (id === undefined) throw new Error(`nobody is called ${login}`);
    return id;
  },
});
