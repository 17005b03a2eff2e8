import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject } from '../../src/task/json.ts';
import type { RequestLine } from '../fakes/github/server.ts';
import { openReleaseGitHub } from '../../src/github/release-client.ts';
import { openWorld } from './open.ts';

/** GitHub's own description of its API. */
const description = createRequire(import.meta.url)(
  '@octokit/openapi/generated/api.github.com.json',
) as JsonObject;

const member = (of: unknown, name: string): JsonObject => {
  const value = isJsonObject(of) ? of[name] : undefined;
  return isJsonObject(value) ? value : {};
};

/** GitHub writes `{ref}` where we write the two parts of it, and `{path}` for the rest. */
const inDescription = (route: string): string =>
  route
    .replace('/git/ref/heads/{+branch}', '/git/ref/{ref}')
    .replace('/git/refs/heads/{+branch}', '/git/refs/{ref}')
    .replaceAll('{+', '{');

const resolve = (schema: JsonObject): JsonObject => {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  return reference
    .slice(2)
    .split('/')
    .reduce((at: JsonObject, name) => member(at, name), description);
};

/** Every property that some alternative of a schema knows. */
const propertiesOf = (schema: JsonObject): readonly string[] => {
  const known = resolve(schema);
  const alternatives = ['oneOf', 'anyOf', 'allOf'].flatMap((name) => {
    const list = known[name];
    return Array.isArray(list) ? list.filter(isJsonObject) : [];
  });
  return [...Object.keys(member(known, 'properties')), ...alternatives.flatMap(propertiesOf)];
};

const queryOf = (operation: JsonObject): readonly string[] => {
  const parameters = operation['parameters'];
  if (!Array.isArray(parameters)) return [];
  return parameters
    .filter(isJsonObject)
    .map(resolve)
    .filter((parameter) => parameter['in'] === 'query')
    .flatMap(({ name }) => (typeof name === 'string' ? name : []));
};

const wrongIn = (line: RequestLine): readonly string[] => {
  const path = inDescription(line.route);
  const operation = member(member(member(description, 'paths'), path), line.method.toLowerCase());
  const name = `${line.method} ${path}`;
  if (Object.keys(operation).length === 0) return [`${name} is not in GitHub's description`];
  const content = member(member(member(operation, 'requestBody'), 'content'), 'application/json');
  const known = propertiesOf(member(content, 'schema'));
  const queries = queryOf(operation);
  return [
    ...Object.keys(line.body)
      .filter((key) => !known.includes(key))
      .map((key) => `${name}: body ${key}`),
    ...Object.keys(line.query)
      .filter((key) => !queries.includes(key))
      .map((key) => `${name}: query ${key}`),
  ];
};

const PATH = 'infrastructure/1/us-east-1/a.json';

/** Makes every call the edge can make. */
const askEverything = async (
  permissions?: Readonly<Record<string, string>>,
): Promise<readonly RequestLine[]> => {
  const { github, app, fake, ref, time } = await openWorld({
    files: { '.github/workflows/a.yml': 'jobs: {}' },
    ...(permissions === undefined ? {} : { permissions }),
  });
  const { number } = await fake.openIssue('dana-dev', { title: 't', body: 'b', labels: ['x'] });
  const at = ref(number);
  fake.meetMishap({ method: 'POST', route: /comments$/, times: 1, status: 502, afterwards: true });
  const comment = await github.createComment(at, 'one');
  await github.updateComment(at, comment.id, 'two');
  await github.readComment(at, comment.id);
  await github.react(at, comment.id, 'rocket');
  await github.pinComment(at, comment.id);
  await github.readIssue(at);
  await github.closeIssue(at, 'not_planned');
  await github.reopenIssue(at);
  const dana = { id: fake.idOf('dana-dev'), login: 'dana-dev' };
  await github.readRole(at, dana);
  await github.isTeamMember('acme/platform', dana);
  fake.world.rulesets.push({ id: 5, canBypass: 'never', parameters: {} });
  fake.protect('main');
  fake.addEnvironment('production', { reviewers: 1, branches: ['main'] });
  await github.readRouteProtection(at, 'production');
  const wanted = {
    branch: 'aws-coworker/issue-1-a',
    title: 't',
    body: 'b',
    commitMessage: 'm',
    files: new Map<string, string | null>([[PATH, 'x']]),
  };
  const pull = await github.openPullRequest(at, wanted);
  await github.openPullRequest(at, { ...wanted, title: 'u', files: new Map([[PATH, 'y']]) });
  await github.setCheck(at, pull.headSha, { name: 'n', passed: true, summary: 's' });
  await github.readPullRequest(at, pull.number);
  await github.closePullRequest(at, pull.number);
  const token = await github.createReleaseToken(at, { issues: 'read', metadata: 'read' });
  const { baseUrl, fetch } = fake;
  await openReleaseGitHub({ token, baseUrl, waiting: time, fetch }).listComments(at);
  await app.listIssues(fake.installationId, at, 'x');
  await app.listInstallations();
  await app.readApp();
  const [delivery] = await app.listAppDeliveries(new Date(0));
  await app.readAppDelivery(delivery?.id ?? '');
  time.pass(1);
  return fake.requests;
};

describe("what is asked of GitHub is in GitHub's description", () => {
  it('every route, query and body member', async () => {
    const asked = await askEverything();
    expect(asked.flatMap(wrongIn)).toEqual([]);
    expect(new Set(asked.map((line) => `${line.method} ${line.route}`)).size).toBeGreaterThan(30);
  });

  it('the check itself finds a wrong route, query and body', () => {
    const line = { path: '', status: 200, query: {}, body: {} };
    const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
    const wrong = [
      { ...line, method: 'GET', route: '/repos/{owner}/{repo}/nothing' },
      { ...line, method: 'POST', route: comments, body: { text: 'x' } },
      { ...line, method: 'GET', route: comments, query: { sort: 'up' } },
    ];
    expect(wrong.flatMap(wrongIn)).toEqual([
      "GET /repos/{owner}/{repo}/nothing is not in GitHub's description",
      `POST ${comments}: body text`,
      `GET ${comments}: query sort`,
    ]);
  });
});

describe('app.yml', () => {
  const manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8')) as {
    default_permissions: Record<string, string>;
    default_events: readonly string[];
    hook_attributes: { url: string };
  };

  it('A81 never asks for workflows, and writes only what it must', () => {
    const writes = Object.entries(manifest.default_permissions).filter(
      ([, level]) => level !== 'read',
    );
    expect(writes.map(([name]) => name).sort()).toEqual([
      'checks',
      'contents',
      'issues',
      'pull_requests',
    ]);
    expect(manifest.default_permissions).not.toHaveProperty('workflows');
  });

  it('A77 asks for exactly what the calls need', async () => {
    const needed = new Map<string, string>();
    for (const { needs } of await askEverything(manifest.default_permissions)) {
      const [name, level] = needs ?? ['metadata', 'read'];
      if (needed.get(name) !== 'write') needed.set(name, level);
    }
    // Only for the webhook `deployment_status`, which is asked for by its permission.
    needed.set('deployments', 'read');
    expect(Object.fromEntries(needed)).toEqual(manifest.default_permissions);
  });

  it('names the path of the webhook', () => {
    expect(new URL(manifest.hook_attributes.url).pathname).toBe('/api/github/webhooks');
  });
});
