import type { JsonObject } from '../../../src/task/json.ts';
import type { StageFacts } from '../../../sandbox/github/stage.ts';
import type { Shapes } from './shapes.ts';
import {
  filesAt,
  headShaOf,
  historyOf,
  lastTouchOf,
  storeCommit,
  storeTree,
  type FakeComment,
  type FakeIssue,
  type FakePerson,
  type FakeWorld,
} from './world.ts';

export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Route {
  readonly method: string;
  /** As GitHub's reference writes it, `{name}` for a segment and `{+name}` for the rest. */
  readonly path: string;
  /** The permission a token must have. */
  readonly needs: readonly [name: string, level: 'read' | 'write'];
  readonly answer: (asked: Asked) => Answer;
}

export interface RouteTools {
  readonly world: FakeWorld;
  readonly facts: StageFacts;
  readonly shapes: Shapes;
  readonly now: () => string;
  /** The application as an author: its bot account. */
  readonly bot: () => FakePerson;
  /** Queues the webhook that GitHub would send for what the application did. */
  readonly announce: (event: string, action: string, parts: JsonObject) => void;
}

const ok = (body: unknown, status = 200): Answer => ({ status, body });
const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };
const wrong = (message: string): Answer => ({ status: 422, body: { message } });
const hasOne = (message: string): Answer => ({
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ resource: 'PullRequest', code: 'custom', message }],
  },
});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const REPO = '/repos/{owner}/{repo}';

/** Issues and comments. */
export const issueRoutes = (tools: RouteTools): readonly Route[] => {
  const { world, shapes, now, bot, announce } = tools;
  const withIssue =
    (act: (issue: FakeIssue, asked: Asked) => Answer) =>
    (asked: Asked): Answer => {
      const issue = world.issues.get(Number(asked.params['issue_number']));
      return issue === undefined ? NOT_FOUND : act(issue, asked);
    };
  const withComment =
    (act: (comment: FakeComment, asked: Asked) => Answer) =>
    (asked: Asked): Answer => {
      const comment = world.comments.get(Number(asked.params['comment_id']));
      return comment === undefined ? NOT_FOUND : act(comment, asked);
    };
  const issueOfComment = (comment: FakeComment): JsonObject => {
    const issue = world.issues.get(comment.issue);
    return issue === undefined ? {} : shapes.issue(issue);
  };
  return [
    {
      method: 'GET',
      path: `${REPO}/issues`,
      needs: ['issues', 'read'],
      answer: ({ query }) =>
        ok(
          [...world.issues.values()]
            .filter((issue) => ['all', issue.state].includes(query.get('state') ?? 'open'))
            .filter((issue) => issue.labels.includes(query.get('labels') ?? ''))
            .toSorted((a, b) => (query.get('direction') === 'desc' ? b.number - a.number : 0))
            .map((issue) => shapes.issue(issue)),
        ),
    },
    {
      method: 'POST',
      path: `${REPO}/issues`,
      needs: ['issues', 'write'],
      answer: ({ body }) => {
        if (text(body['title']) === '' || text(body['title']).length > 256) return wrong('title');
        if (text(body['body']).length > 65_536) return wrong('body is too long');
        world.nextId += 1;
        const issue: FakeIssue = {
          id: world.nextId,
          number: world.nextNumber,
          person: bot(),
          title: text(body['title']),
          body: text(body['body']),
          labels: (Array.isArray(body['labels']) ? body['labels'] : []).map(String),
          state: 'open',
          stateReason: null,
          isLocked: false,
          createdAt: now(),
          updatedAt: now(),
        };
        world.nextNumber += 1;
        world.issues.set(issue.number, issue);
        announce('issues', 'opened', { issue: shapes.issue(issue) });
        return ok(shapes.issue(issue), 201);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/issues/{issue_number}`,
      needs: ['issues', 'read'],
      answer: withIssue((issue) => ok(shapes.issue(issue))),
    },
    {
      method: 'PATCH',
      path: `${REPO}/issues/{issue_number}`,
      needs: ['issues', 'write'],
      answer: withIssue((issue, { body }) => {
        const state = text(body['state']) || issue.state;
        if (state !== 'open' && state !== 'closed') return wrong('state');
        const changed = issue.state !== state;
        issue.state = state;
        if (changed) issue.stateReason = text(body['state_reason']) || null;
        if (typeof body['title'] === 'string') issue.title = body['title'];
        if (typeof body['body'] === 'string') issue.body = body['body'];
        if (Array.isArray(body['labels'])) issue.labels = body['labels'].map(String);
        issue.updatedAt = now();
        if (changed) {
          announce('issues', state === 'open' ? 'reopened' : 'closed', {
            issue: shapes.issue(issue),
          });
        }
        return ok(shapes.issue(issue));
      }),
    },
    {
      method: 'GET',
      path: `${REPO}/issues/{issue_number}/comments`,
      needs: ['issues', 'read'],
      answer: withIssue((issue, { query }) => {
        const size = Number(query.get('per_page') ?? 30);
        const start = (Number(query.get('page') ?? 1) - 1) * size;
        return ok(
          [...world.comments.values()]
            .filter((comment) => comment.issue === issue.number)
            .slice(start, start + size)
            .map((comment) => shapes.comment(comment)),
        );
      }),
    },
    {
      method: 'POST',
      path: `${REPO}/issues/{issue_number}/comments`,
      needs: ['issues', 'write'],
      answer: withIssue((issue, { body }) => {
        if (text(body['body']) === '') return wrong('body');
        if (text(body['body']).length > 65_536) return wrong('body is too long');
        world.nextId += 1;
        const comment: FakeComment = {
          id: world.nextId,
          issue: issue.number,
          person: bot(),
          viaApp: true,
          body: text(body['body']),
          createdAt: now(),
          updatedAt: now(),
          reactions: [],
          isPinned: false,
        };
        world.comments.set(comment.id, comment);
        announce('issue_comment', 'created', {
          issue: shapes.issue(issue),
          comment: shapes.comment(comment),
        });
        return ok(shapes.comment(comment), 201);
      }),
    },
    {
      method: 'GET',
      path: `${REPO}/issues/comments/{comment_id}`,
      needs: ['issues', 'read'],
      answer: withComment((comment) => ok(shapes.comment(comment))),
    },
    {
      method: 'PATCH',
      path: `${REPO}/issues/comments/{comment_id}`,
      needs: ['issues', 'write'],
      answer: withComment((comment, { body }) => {
        if (text(body['body']).length > 65_536) return wrong('body is too long');
        comment.body = text(body['body']);
        comment.updatedAt = now();
        announce('issue_comment', 'edited', {
          issue: issueOfComment(comment),
          comment: shapes.comment(comment),
        });
        return ok(shapes.comment(comment));
      }),
    },
    {
      method: 'POST',
      path: `${REPO}/issues/comments/{comment_id}/reactions`,
      needs: ['issues', 'write'],
      answer: withComment((comment, { body }) => {
        comment.reactions.push(text(body['content']));
        return ok({ id: 1, content: body['content'] }, 201);
      }),
    },
    {
      method: 'PUT',
      path: `${REPO}/issues/comments/{comment_id}/pin`,
      needs: ['issues', 'write'],
      answer: withComment((comment) => {
        comment.isPinned = true;
        return ok(shapes.comment(comment));
      }),
    },
  ];
};

/** People, teams, branch rules and environments. */
export const governanceRoutes = (tools: RouteTools): readonly Route[] => {
  const { world, shapes, facts } = tools;
  const personOf = (login: string | undefined): FakePerson | undefined => {
    const person = [...world.people.values()].find(
      (one) => one.login.toLowerCase() === login?.toLowerCase(),
    );
    return person?.isSuspended === true ? undefined : person;
  };
  return [
    {
      method: 'GET',
      path: `${REPO}/collaborators/{username}/permission`,
      needs: ['metadata', 'read'],
      answer: ({ params }) => {
        const person = personOf(params['username']);
        if (person === undefined || (person.role === 'none' && world.isPrivate)) return NOT_FOUND;
        const role = person.role === 'none' ? 'read' : person.role;
        return ok({ permission: role, role_name: role, user: shapes.user(person) });
      },
    },
    {
      method: 'GET',
      path: '/users/{username}',
      needs: ['metadata', 'read'],
      answer: ({ params }) => {
        const person = personOf(params['username']);
        return person === undefined ? NOT_FOUND : ok(shapes.user(person));
      },
    },
    {
      method: 'GET',
      path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
      needs: ['members', 'read'],
      answer: ({ params }) => {
        const team = world.teams.get(`${params['org']}/${params['team_slug']}`);
        const person = personOf(params['username']);
        if (team === undefined || person === undefined || !team.has(person.id)) return NOT_FOUND;
        return ok({ url: '', role: 'member', state: 'active' });
      },
    },
    {
      method: 'GET',
      path: `${REPO}/branches/{branch}/protection`,
      needs: ['administration', 'read'],
      answer: ({ params }) => {
        const rule = world.protection.get(params['branch'] ?? '');
        return rule === undefined ? NOT_FOUND : ok(rule);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/rules/branches/{branch}`,
      needs: ['metadata', 'read'],
      answer: () =>
        ok(
          world.rulesets.map((ruleset) => ({
            type: 'pull_request',
            ruleset_id: ruleset.id,
            parameters: ruleset.parameters,
          })),
        ),
    },
    {
      method: 'GET',
      path: `${REPO}/rulesets/{ruleset_id}`,
      needs: ['metadata', 'read'],
      answer: ({ params }) => {
        const ruleset = world.rulesets.find((one) => one.id === Number(params['ruleset_id']));
        if (ruleset === undefined) return NOT_FOUND;
        const bypass = ruleset.bypassActors && { bypass_actors: ruleset.bypassActors };
        return ok({ id: ruleset.id, current_user_can_bypass: ruleset.canBypass, ...bypass });
      },
    },
    {
      method: 'GET',
      path: `${REPO}/environments/{environment_name}`,
      needs: ['actions', 'read'],
      answer: ({ params }) => {
        const found = world.environments.get(params['environment_name'] ?? '');
        if (found === undefined) return NOT_FOUND;
        const isProtected = found.branches === 'protected';
        return ok({
          name: params['environment_name'],
          protection_rules:
            found.reviewers === 0
              ? []
              : [{ type: 'required_reviewers', reviewers: [...Array(found.reviewers).keys()] }],
          deployment_branch_policy:
            found.branches === undefined
              ? null
              : { protected_branches: isProtected, custom_branch_policies: !isProtected },
        });
      },
    },
    {
      method: 'GET',
      path: `${REPO}/environments/{environment_name}/deployment-branch-policies`,
      needs: ['actions', 'read'],
      answer: ({ params }) => {
        const branches = world.environments.get(params['environment_name'] ?? '')?.branches;
        if (branches === undefined || branches === 'protected') return NOT_FOUND;
        return ok({ branch_policies: branches.map((name) => ({ name, type: 'branch' })) });
      },
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}',
      needs: ['metadata', 'read'],
      answer: () => ok(shapes.repository()),
    },
    {
      method: 'GET',
      path: '/installation/repositories',
      needs: ['metadata', 'read'],
      answer: () => ok({ total_count: 1, repositories: [shapes.repository()] }),
    },
    {
      method: 'GET',
      path: '/repositories/{id}',
      needs: ['metadata', 'read'],
      answer: ({ params }) =>
        Number(params['id']) === facts.repositoryId ? ok(shapes.repository()) : NOT_FOUND,
    },
  ];
};

/** Files, commits and branches. */
export const gitRoutes = (tools: RouteTools): readonly Route[] => {
  const { world } = tools;
  const refOf = (name: string): Answer => {
    const sha = world.branches.get(name);
    return sha === undefined
      ? NOT_FOUND
      : ok({ ref: `refs/heads/${name}`, object: { type: 'commit', sha } });
  };
  const folder = (files: ReadonlyMap<string, string>, path: string): readonly object[] =>
    [...files.keys()]
      .filter((name) => name.startsWith(`${path}/`))
      .filter((name) => !name.slice(path.length + 1).includes('/'))
      .map((name) => ({ name: name.slice(path.length + 1), path: name, type: 'file' }));
  return [
    {
      method: 'GET',
      path: `${REPO}/contents/{+path}`,
      needs: ['contents', 'read'],
      answer: ({ params, query }) => {
        const path = params['path'] ?? '';
        const files = filesAt(world, query.get('ref') ?? 'main');
        const content = files.get(path);
        if (content === undefined) {
          const entries = folder(files, path);
          return entries.length === 0 ? NOT_FOUND : ok(entries);
        }
        return ok({
          type: 'file',
          encoding: 'base64',
          size: Buffer.byteLength(content),
          content: Buffer.from(content).toString('base64'),
        });
      },
    },
    {
      method: 'GET',
      path: `${REPO}/commits`,
      needs: ['contents', 'read'],
      answer: ({ query }) => {
        const found = lastTouchOf(world, 'main', query.get('path') ?? '');
        return ok(found === undefined ? [] : [{ sha: found.sha }]);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/git/ref/heads/{+branch}`,
      needs: ['contents', 'read'],
      answer: ({ params }) => refOf(params['branch'] ?? ''),
    },
    {
      method: 'POST',
      path: `${REPO}/git/refs`,
      needs: ['contents', 'write'],
      answer: ({ body }) => {
        const name = text(body['ref']).replace(/^refs\/heads\//, '');
        if (world.branches.has(name)) return wrong('Reference already exists');
        if (!world.commits.has(text(body['sha']))) return wrong('Object does not exist');
        world.branches.set(name, text(body['sha']));
        return { ...refOf(name), status: 201 };
      },
    },
    {
      method: 'PATCH',
      path: `${REPO}/git/refs/heads/{+branch}`,
      needs: ['contents', 'write'],
      answer: ({ params, body }) => {
        const name = params['branch'] ?? '';
        const to = text(body['sha']);
        const from = world.branches.get(name) ?? '';
        if (world.protection.has(name)) return wrong('Protected branch');
        if (body['force'] !== true && !historyOf(world, to).has(from))
          return wrong('not a fast-forward');
        world.branches.set(name, to);
        return refOf(name);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/git/commits/{commit_sha}`,
      needs: ['contents', 'read'],
      answer: ({ params }) => {
        const commit = world.commits.get(params['commit_sha'] ?? '');
        if (commit === undefined) return NOT_FOUND;
        return ok({
          sha: commit.sha,
          message: commit.message,
          tree: { sha: commit.tree },
          parents: commit.parents.map((sha) => ({ sha })),
          verification: { verified: commit.isVerified },
        });
      },
    },
    {
      method: 'POST',
      path: `${REPO}/git/commits`,
      needs: ['contents', 'write'],
      answer: ({ body }) => {
        if (!world.trees.has(text(body['tree']))) return wrong('Tree SHA does not exist');
        const commit = storeCommit(world, {
          tree: text(body['tree']),
          parents: Array.isArray(body['parents']) ? body['parents'].map(text) : [],
          message: text(body['message']),
          login: tools.bot().login,
          // GitHub signs an application's commit only when it names no author or committer.
          isVerified: body['author'] === undefined && body['committer'] === undefined,
        });
        return ok({ sha: commit.sha }, 201);
      },
    },
    {
      method: 'POST',
      path: `${REPO}/git/trees`,
      needs: ['contents', 'write'],
      answer: ({ body }) => {
        const base = world.trees.get(text(body['base_tree']));
        if (base === undefined) return wrong('base_tree does not exist');
        const files = new Map(base);
        for (const entry of Array.isArray(body['tree']) ? body['tree'] : []) {
          const path = text(entry.path);
          // Without the permission `workflows` nothing may be written there.
          if (path.startsWith('.github/workflows/')) return wrong('refusing workflow');
          if (entry.sha === null && !files.delete(path)) return wrong('GitRPC::BadObjectState');
          if (entry.sha !== null) files.set(path, text(entry.content));
        }
        return ok({ sha: storeTree(world, files) }, 201);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/compare/{+basehead}`,
      needs: ['contents', 'read'],
      answer: ({ params }) => {
        const [base, head] = (params['basehead'] ?? '').split('...');
        const before = historyOf(world, world.branches.get(base ?? '') ?? base ?? '');
        const after = historyOf(world, world.branches.get(head ?? '') ?? head ?? '');
        return ok({ ahead_by: [...after].filter((sha) => !before.has(sha)).length });
      },
    },
  ];
};

/** Pull requests and checks. */
export const pullRoutes = (tools: RouteTools): readonly Route[] => {
  const { world, shapes, facts, now, bot, announce } = tools;
  const withPull =
    (act: (issue: FakeIssue, asked: Asked) => Answer) =>
    (asked: Asked): Answer => {
      const issue = world.issues.get(Number(asked.params['pull_number']));
      return issue?.pull === undefined ? NOT_FOUND : act(issue, asked);
    };
  return [
    {
      method: 'GET',
      path: `${REPO}/pulls`,
      needs: ['pull_requests', 'read'],
      answer: ({ query }) => {
        const branch = (query.get('head') ?? '').split(':')[1];
        const found = [...world.issues.values()].filter(
          (issue) => issue.pull?.headRef === branch && issue.state === query.get('state'),
        );
        return ok(found.map((issue) => shapes.pull(issue)));
      },
    },
    {
      method: 'POST',
      path: `${REPO}/pulls`,
      needs: ['pull_requests', 'write'],
      answer: ({ body }) => {
        const head = text(body['head']);
        if (!world.branches.has(head)) return wrong('head is invalid');
        const isOpen = [...world.issues.values()].some(
          ({ state, pull }) =>
            state === 'open' &&
            pull?.headRef === head &&
            pull.headRepositoryId === facts.repositoryId &&
            pull.baseRef === text(body['base']),
        );
        if (isOpen) return hasOne(`A pull request already exists for ${facts.owner}:${head}.`);
        world.nextId += 1;
        const issue: FakeIssue = {
          id: world.nextId,
          number: world.nextNumber,
          person: bot(),
          title: text(body['title']),
          body: text(body['body']),
          labels: [],
          state: 'open',
          stateReason: null,
          isLocked: false,
          createdAt: now(),
          updatedAt: now(),
          pull: {
            headRef: head,
            headRepositoryId: facts.repositoryId,
            baseRef: text(body['base']),
            headSha: world.branches.get(head) ?? '',
            mergedAt: null,
            mergedSha: null,
            reviews: [],
          },
        };
        world.nextNumber += 1;
        world.issues.set(issue.number, issue);
        announce('pull_request', 'opened', {
          number: issue.number,
          pull_request: shapes.pull(issue),
        });
        return ok(shapes.pull(issue), 201);
      },
    },
    {
      method: 'GET',
      path: `${REPO}/commits/{commit_sha}/pulls`,
      needs: ['pull_requests', 'read'],
      answer: ({ params }) => {
        const sha = params['commit_sha'] ?? '';
        const found = [...world.issues.values()].filter(({ pull }) => pull?.mergedSha === sha);
        return ok(found.map((issue) => shapes.pull(issue)));
      },
    },
    {
      method: 'GET',
      path: `${REPO}/pulls/{pull_number}`,
      needs: ['pull_requests', 'read'],
      answer: withPull((issue) => ok(shapes.pull(issue))),
    },
    {
      method: 'PATCH',
      path: `${REPO}/pulls/{pull_number}`,
      needs: ['pull_requests', 'write'],
      answer: withPull((issue, { body }) => {
        if (typeof body['title'] === 'string') issue.title = body['title'];
        if (typeof body['body'] === 'string') issue.body = body['body'];
        if (body['state'] === 'closed' && issue.pull !== undefined) {
          issue.pull.headSha = headShaOf(world, issue);
          issue.state = 'closed';
        }
        issue.updatedAt = now();
        announce('pull_request', body['state'] === 'closed' ? 'closed' : 'edited', {
          number: issue.number,
          pull_request: shapes.pull(issue),
        });
        return ok(shapes.pull(issue));
      }),
    },
    {
      method: 'POST',
      path: `${REPO}/check-runs`,
      needs: ['checks', 'write'],
      answer: ({ body }) => {
        const output = body['output'] as { summary?: unknown } | undefined;
        world.checks.push({
          name: text(body['name']),
          sha: text(body['head_sha']),
          conclusion: text(body['conclusion']),
          summary: text(output?.summary),
        });
        return ok({ id: world.checks.length }, 201);
      },
    },
  ];
};
