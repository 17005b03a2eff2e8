/** A process of its own that posts signed deliveries, each another, and prints how long each took. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** What it is told, as JSON in the variable `LOAD`. */
export interface LoadOrder {
  readonly url: string;
  readonly secret: string;
  readonly ownerId: number;
  readonly count: number;
  readonly concurrency: number;
  /** So that no delivery of one run is that of another. */
  readonly from: number;
}

/** What it prints, as JSON. */
export interface LoadResult {
  readonly latenciesMs: readonly number[];
  readonly seconds: number;
  readonly states: Readonly<Record<string, number>>;
}

type Payload = Record<string, Record<string, unknown>>;

const example = (): Payload => {
  const path = import.meta.resolve('@octokit/webhooks-examples');
  const all = JSON.parse(readFileSync(new URL(path), 'utf8')) as readonly {
    readonly name: string;
    readonly examples: readonly Payload[];
  }[];
  const found = all.find(({ name }) => name === 'issues')?.examples[0];
  if (found === undefined) throw new Error('there is no example of an issue');
  return found;
};

const bodyOf = (payload: Payload, ownerId: number, n: number): string => {
  const { organization: _, ...rest } = payload;
  return JSON.stringify({
    ...rest,
    action: 'opened',
    issue: { ...payload['issue'], id: n, node_id: `I_${n}`, number: n },
    repository: { ...payload['repository'], owner: { login: 'acme', id: ownerId } },
    installation: { id: 77 },
  });
};

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

const post = (order: LoadOrder, body: string, n: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const signature = createHmac('sha256', order.secret).update(body).digest('hex');
    const call = request(
      order.url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-github-event': 'issues',
          'x-github-delivery': `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
          'x-hub-signature-256': `sha256=${signature}`,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.once('error', reject);
    call.end(body);
  });

const work = async (order: LoadOrder): Promise<LoadResult> => {
  const payload = example();
  const bodies = Array.from({ length: order.count }, (_, n) =>
    bodyOf(payload, order.ownerId, order.from + n),
  );
  const latenciesMs: number[] = [];
  const states: Record<string, number> = {};
  let next = 0;
  const client = async (): Promise<void> => {
    for (let n = next++; n < bodies.length; n = next++) {
      const started = performance.now();
      const state = await post(order, bodies[n] ?? '', order.from + n);
      latenciesMs.push(performance.now() - started);
      states[state] = (states[state] ?? 0) + 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: order.concurrency }, client));
  return { latenciesMs, states, seconds: (performance.now() - started) / 1000 };
};

const told = process.env['LOAD'];
if (told !== undefined) {
  const result = await work(JSON.parse(told) as LoadOrder);
  process.stdout.write(JSON.stringify(result));
  agent.destroy();
}
