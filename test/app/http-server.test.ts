import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startHttpServer,
  type HttpServer,
  type HttpServerOptions,
} from '../../src/app/http-server.ts';
import { createMetrics } from '../../src/app/metrics.ts';

const open: HttpServer[] = [];
const start = async (options: Partial<HttpServerOptions> = {}): Promise<HttpServer> => {
  const server = await startHttpServer({
    port: 0,
    routes: {},
    isReady: async () => true,
    ...options,
  });
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop(0)));
});

const ask = async (server: HttpServer, path: string, method = 'GET') => {
  const response = await fetch(`${server.url}${path}`, { method });
  return `${response.status} ${(await response.text()).trim()}`;
};

describe('http server', () => {
  it('listens on loopback unless told otherwise', async () => {
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each([
    ['GET', '/healthz', '200 ok'],
    ['GET', '/readyz', '200 ready'],
    ['GET', '/healthz?x=1', '200 ok'],
    ['GET', '/', '404 not found'],
    ['GET', '/healthz/', '404 not found'],
    ['GET', '/constructor', '404 not found'],
    ['POST', '/healthz', '405 method not allowed'],
    ['DELETE', '/here', '405 method not allowed'],
    ['POST', '/here', '200 posted'],
    ['GET', '/metrics', '404 not found'],
  ])('%s %s is %s', async (method, path, expected) => {
    const server = await start({
      routes: { 'POST /here': async (_, response) => void response.end('posted') },
    });
    expect(await ask(server, path, method)).toBe(expected);
  });

  it('says which method a path takes', async () => {
    const server = await start();
    const response = await fetch(`${server.url}/healthz`, { method: 'PUT' });
    expect(response.headers.get('allow')).toBe('GET');
  });

  it('is not ready while the database is not', async () => {
    const server = await start({ isReady: async () => false });
    expect(await ask(server, '/readyz')).toBe('503 not ready');
    expect(await ask(server, '/healthz')).toBe('200 ok');
  });

  it('A43 a handler that throws says nothing of why', async () => {
    const broken: unknown[] = [];
    const server = await start({
      routes: { 'GET /here': () => Promise.reject(new Error('secret at line 5')) },
      onBreak: (error) => void broken.push(error),
    });
    expect(await ask(server, '/here')).toBe('500 internal error');
    expect(String(broken)).toBe('Error: secret at line 5');
  });

  it('what is not HTTP is a bad request', async () => {
    const server = await start();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write('hello\r\n\r\n'));
      socket.once('data', (data) => resolve(data.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('stopping lets a request under way end, and takes no new one', async () => {
    let release = (): void => undefined;
    const begun = new Promise<void>((began) => {
      release = began;
    });
    let finish = (): void => undefined;
    const server = await start({
      routes: {
        'GET /slow': async (_, response) => {
          release();
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          response.end('done');
        },
      },
    });
    const slow = ask(server, '/slow');
    await begun;
    const stopped = server.stop(5_000);
    await expect(ask(server, '/healthz')).rejects.toThrow('fetch failed');
    finish();
    expect(await slow).toBe('200 done');
    await stopped;
  });
});

describe('metrics', () => {
  it('counts by closed labels, and reads the queue when it is asked', async () => {
    const metrics = createMetrics(async () => [{ queue: 'delivery', state: 'created', jobs: 3 }]);
    metrics.countDelivery('stored');
    metrics.countDelivery('signature');
    metrics.countDelivery('signature');
    metrics.countJob('prepare', 0.2);
    metrics.countFault('prepare', true);
    metrics.countPlan('PROCEED');
    metrics.countExecution('done');
    const server = await start({ metrics });
    const response = await fetch(`${server.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const lines = (await response.text()).split('\n').filter((line) => !line.startsWith('#'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'coworker_deliveries_total{result="stored"} 1',
        'coworker_deliveries_total{result="signature"} 2',
        'coworker_job_faults_total{queue="prepare",last="true"} 1',
        'coworker_plans_total{verdict="PROCEED"} 1',
        'coworker_executions_total{outcome="done"} 1',
        'coworker_queue_jobs{queue="delivery",state="created"} 3',
        'coworker_job_seconds_count{queue="prepare"} 1',
      ]),
    );
  });

  it('a database that does not answer leaves the other figures readable', async () => {
    const metrics = createMetrics(() => Promise.reject(new Error('down')));
    metrics.countPlan('BLOCKED');
    expect(await metrics.render()).toContain('coworker_plans_total{verdict="BLOCKED"} 1');
  });
});
