import { describe, expect, it } from 'vitest';
import { ownersCover } from '../../src/github/code-owners.ts';
import type { RouteProtection } from '../../src/github/github.ts';
import type { FakeGitHub } from '../fakes/fake-github.ts';
import { openWorld } from './open.ts';

const OWNERS = 'infrastructure/ @acme/platform\n/.github/ @acme/platform\n';
const WORKFLOW = [
  'on:',
  '  push:',
  '    branches: [main]',
  'jobs:',
  '  deploy:',
  '    environment: production',
].join('\n');

const FILES = {
  '.github/CODEOWNERS': OWNERS,
  '.github/workflows/deploy.yml': WORKFLOW,
};

const PROTECTED: RouteProtection = {
  branch: 'main',
  requiresPullRequest: true,
  requiresCodeOwners: true,
  dismissesStale: true,
  requiresLastPushApproval: true,
  appMayBypass: false,
  codeOwnersCoverInfrastructure: true,
  codeOwnersCoverGithub: true,
  environmentExists: true,
  environmentRestrictsBranch: true,
  environmentHasReviewers: true,
  hasDeployWorkflow: true,
};

const protect = (fake: FakeGitHub, change: Record<string, unknown> = {}): void => {
  fake.protect('main', change);
  fake.addEnvironment('production', { reviewers: 1, branches: 'protected' });
};

const RULESET = {
  id: 5,
  canBypass: 'never',
  parameters: {
    require_code_owner_review: true,
    dismiss_stale_reviews_on_push: true,
    require_last_push_approval: true,
  },
};

describe('the route to production', () => {
  it('A83 nothing is protected until it is: 404 everywhere', async () => {
    const { github, ref } = await openWorld();
    const read = await github.readRouteProtection(ref(1), 'production');
    expect(read).toEqual(
      Object.fromEntries(
        Object.keys(PROTECTED).map((key) => [key, key === 'branch' ? 'main' : false]),
      ),
    );
  });

  it('what this plan of GitHub does not show counts as unprotected, and is no fault', async () => {
    const { github, fake, ref } = await openWorld({ files: FILES });
    protect(fake);
    const message = 'Upgrade to GitHub Pro or make this repository public to enable this feature.';
    for (const route of [/protection$/, /rules\/branches/, /environments/]) {
      fake.meetMishap({ method: 'GET', route, times: 1, status: 403, message });
    }
    expect(await github.readRouteProtection(ref(1), 'production')).toMatchObject({
      requiresPullRequest: false,
      requiresLastPushApproval: false,
      environmentExists: false,
      environmentRestrictsBranch: false,
    });
  });

  it('an outage is a fault, and never taken for an answer', async () => {
    const { github, fake, ref } = await openWorld({ files: FILES });
    protect(fake);
    fake.meetMishap({ method: 'GET', route: /protection$/, times: 4, status: 503 });
    const reading = github.readRouteProtection(ref(1), 'production');
    await expect(reading).rejects.toMatchObject({ kind: 'unavailable' });
  });

  const rows: readonly {
    readonly name: string;
    readonly arrange: (fake: FakeGitHub) => void;
    readonly files?: Record<string, string>;
    readonly differs: Partial<RouteProtection>;
  }[] = [
    { name: 'protected by a classic rule', arrange: protect, differs: {} },
    {
      name: 'protected by a ruleset',
      arrange: (fake) => {
        fake.world.rulesets.push(RULESET);
        fake.addEnvironment('production', { reviewers: 1, branches: ['main'] });
      },
      differs: {},
    },
    {
      name: 'the application stands in the bypass list of the rule',
      arrange: (fake) =>
        protect(fake, {
          required_pull_request_reviews: {
            dismiss_stale_reviews: true,
            require_code_owner_reviews: true,
            require_last_push_approval: true,
            bypass_pull_request_allowances: { apps: [{ id: fake.appId }] },
          },
        }),
      differs: { appMayBypass: true },
    },
    {
      name: 'another application stands in the bypass list',
      arrange: (fake) =>
        protect(fake, {
          required_pull_request_reviews: {
            dismiss_stale_reviews: true,
            require_code_owner_reviews: true,
            require_last_push_approval: true,
            bypass_pull_request_allowances: { apps: [{ id: 1 }] },
          },
        }),
      differs: {},
    },
    {
      name: 'administrators need not keep to the rule',
      arrange: (fake) => protect(fake, { enforce_admins: { enabled: false } }),
      differs: { appMayBypass: true },
    },
    {
      name: 'history may be rewritten',
      arrange: (fake) => protect(fake, { allow_force_pushes: { enabled: true } }),
      differs: { appMayBypass: true },
    },
    {
      name: 'a ruleset that the application may pass by',
      arrange: (fake) => {
        protect(fake);
        fake.world.rulesets.push({ ...RULESET, canBypass: 'always' });
      },
      differs: { appMayBypass: true },
    },
    {
      name: 'a ruleset whose visible bypass list names the application',
      arrange: (fake) => {
        protect(fake);
        const bypassActors = [{ actor_type: 'Integration', actor_id: fake.appId }];
        fake.world.rulesets.push({ ...RULESET, bypassActors });
      },
      differs: { appMayBypass: true },
    },
    {
      name: 'a rule without pull requests',
      arrange: (fake) => protect(fake, { required_pull_request_reviews: null }),
      differs: {
        requiresPullRequest: false,
        requiresCodeOwners: false,
        dismissesStale: false,
        requiresLastPushApproval: false,
      },
    },
    {
      name: 'the rule lacks one demand, which a ruleset makes',
      arrange: (fake) => {
        protect(fake, { required_pull_request_reviews: { require_code_owner_reviews: true } });
        fake.world.rulesets.push(RULESET);
      },
      differs: {},
    },
    {
      name: 'an environment that any branch may use',
      arrange: (fake) => {
        fake.protect('main');
        fake.addEnvironment('production', { reviewers: 0 });
      },
      differs: { environmentRestrictsBranch: false, environmentHasReviewers: false },
    },
    {
      name: 'an environment that a pattern of branches may use',
      arrange: (fake) => {
        fake.protect('main');
        fake.addEnvironment('production', { reviewers: 1, branches: ['main', 'aws-coworker/*'] });
      },
      differs: { environmentRestrictsBranch: false },
    },
    {
      name: 'a workflow for another environment, and one that is no YAML',
      arrange: protect,
      files: {
        '.github/CODEOWNERS': OWNERS,
        '.github/workflows/deploy.yml': WORKFLOW.replace('production', 'staging'),
        '.github/workflows/broken.yml': '{{{',
        '.github/workflows/empty.yml': '',
      },
      differs: { hasDeployWorkflow: false },
    },
    {
      name: 'code owners of something else',
      arrange: protect,
      files: { '.github/workflows/deploy.yml': WORKFLOW, CODEOWNERS: 'src/ @acme/dev' },
      differs: { codeOwnersCoverInfrastructure: false, codeOwnersCoverGithub: false },
    },
  ];

  it.each(rows)('$name', async ({ arrange, files, differs }) => {
    const { github, fake, ref } = await openWorld({ files: files ?? FILES });
    arrange(fake);
    const read = await github.readRouteProtection(ref(1), 'production');
    expect(read).toEqual({ ...PROTECTED, ...differs });
  });
});

describe('code owners', () => {
  const rows: readonly (readonly [text: string, covers: boolean])[] = [
    ['', false],
    ['# infrastructure/ @a', false],
    ['infrastructure/ @a', true],
    ['/infrastructure/ @a', true],
    ['/infrastructure/** @a', true],
    ['infrastructure @a', true],
    ['**/infrastructure/ @a', true],
    ['* @a', true],
    ['/infrastructure/* @a', false],
    ['/infrastructure/prod/ @a', false],
    ['/infrastructure-old/ @a', false],
    ['*.json @a', false],
    ['infrastructure/', false],
    ['infrastructure/ someone@example.com # the team', true],
    ['infrastructure/ # @a', false],
    ['* @a\n/docs/', true],
    ['* @a\n/infrastructure/dev/', false],
    ['* @a\n*.json', false],
    ['* @a\n**/dev/', false],
    ['* @a\n/infrastructure/dev/\n/infrastructure/ @b', true],
    ['infrastructure/ @a\n/infrastructure/dev/ @b', true],
  ];

  it.each(rows)('%j covers infrastructure: %s', (text, covers) => {
    expect(ownersCover(text, 'infrastructure')).toBe(covers);
  });
});
