import { loadConfig, readKnowledge } from '../src/app/knowledge.ts';
import { systemClock } from '../src/app/system-clock.ts';
import { openStore, type OpenedStore } from '../src/store/open-store.ts';
import type { ServiceAgent } from '../src/task/aws-resource.ts';
import { createDashboard } from '../src/web/dashboard.ts';
import { readsOf } from '../src/web/reads.ts';
import { createSeals } from '../src/web/session.ts';
import { AGENT, resource } from '../test/reply/samples.ts';
import { ms, quantile, ratio, repeat } from './statistics.ts';
import type { Benchmark, Table } from './table.ts';

const COUNTS = [10, 100, 1000] as const;
const TIMES = 30;
const SECRET = 'a secret of this benchmark and of nothing else';
const URL_OF_PAGE = 'https://coworker.example.com';
const PERSON = { id: 1, login: 'reader' };

const PERSONAS = ['BillGates', 'SteveJobs', 'Kotler', 'Noguchi'] as const;
const HEALTH = ['Healthy', 'Unknown', 'Degraded', 'Unhealthy'] as const;

/** Each needs up to three of those before it. */
const agentOf = (at: number): ServiceAgent => ({
  ...AGENT,
  name: `acme-dev-use1-service-${at}`,
  resource: resource({ id: `service-${at}`, arn: `arn:aws:s3:::service-${at}` }),
  dependencies: [at - 1, at - 7, at - 31]
    .filter((other) => other >= 0 && at % 3 === 0)
    .map((other) => `arn:aws:s3:::service-${other}`),
  decisionMaker: PERSONAS[at % PERSONAS.length] ?? 'BillGates',
  healthStatus: HEALTH[at % HEALTH.length] ?? 'Unknown',
  lastSeenAt: '2026-11-20T17:00:00Z',
});

const pageOn = ({ store }: OpenedStore) =>
  createDashboard({
    reads: readsOf(store),
    deps: { config: loadConfig(), knowledge: readKnowledge(), clock: systemClock },
    github: {
      findRepository: async ({ owner, repo }) => ({
        repository: { owner, repo, repositoryId: 1 },
        installationId: 1,
        isPrivate: true,
      }),
      readRole: async () => ({ role: 'read', userId: PERSON.id }),
    },
    repository: { owner: 'acme', repo: 'platform' },
    signIn: { addressFor: () => '', readPerson: async () => undefined },
    secret: SECRET,
    url: URL_OF_PAGE,
    webUrl: 'https://github.com',
    onBreak: (error) => {
      throw error;
    },
  });

interface Measured {
  readonly count: number;
  readonly time: number;
  readonly bytes: number;
}

const measure = async (opened: OpenedStore, count: number, before: number): Promise<Measured> => {
  for (let at = before; at < count; at += 1) await opened.store.saveServiceAgent(agentOf(at));
  const page = pageOn(opened);
  const cookie = createSeals(SECRET).sealSession(PERSON, systemClock.now());
  const headers = { cookie: `__Host-coworker-session=${cookie}` };
  let bytes = 0;
  const times = await repeat(TIMES, async () => {
    const response = await page.request(`${URL_OF_PAGE}/`, { headers });
    const text = await response.text();
    if (!text.includes(`${count} agents`)) throw new Error('the page does not show its agents');
    bytes = Buffer.byteLength(text);
  });
  return { count, time: quantile(times, 0.5), bytes };
};

const measureAll = async (): Promise<Table> => {
  const opened = await openStore({ polls: false });
  const found: Measured[] = [];
  for (const count of COUNTS) found.push(await measure(opened, count, found.at(-1)?.count ?? 0));
  await opened.close();
  const [first = { time: Number.NaN, bytes: Number.NaN }] = found;
  return {
    title: 'The dashboard',
    how:
      'One page, made from an embedded database for somebody who is signed in: reads, graph, SVG ' +
      `and HTML, the median of ${TIMES}. From 25 agents on they are shown page by page, and at most ` +
      '30 are drawn, so that its bytes stop growing; what grows is the reading of the registry.',
    columns: ['Service agents', 'time', 'of the baseline', 'bytes', 'of the baseline'],
    rows: found.map(({ count, time, bytes }) => [
      String(count),
      ms(time),
      ratio(time, first.time),
      String(bytes),
      ratio(bytes, first.bytes),
    ]),
  };
};

/** The page with few and with many service agents. */
export const dashboard: Benchmark = { name: 'dashboard', run: async () => [await measureAll()] };
