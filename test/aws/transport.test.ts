import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lease } from '../../src/aws/calls.ts';
import { createTransport } from '../../src/aws/transport.ts';
import { Fault } from '../../src/task/fault.ts';
import { HOME, virtualClock } from './scripted-aws.ts';

const servers: Server[] = [];

const listen = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const lease = (): Lease => ({
  place: '333333333333',
  credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
  clients: new Map(),
});

const call = {
  client: 'CloudFormation',
  operation: 'DescribeStacks',
  region: HOME,
  input: {},
  mayRepeat: true,
} as const;

const open = (endpoint: string) =>
  createTransport({ endpoint, clock: virtualClock(), random: () => 1, requestTimeoutMs: 50 });

describe('over the wire', () => {
  it('a server that never answers is a timeout after bounded tries', async () => {
    let asked = 0;
    const endpoint = await listen(() => {
      asked += 1;
    });
    const transport = open(endpoint);
    const thrown: unknown = await transport.send(lease(), call).catch((fault: unknown) => fault);
    expect(thrown).toBeInstanceOf(Fault);
    expect([(thrown as Fault).kind, asked]).toEqual(['timeout', 3]);
    transport.close();
  });

  it('a brief call is given up by itself, and not made again', async () => {
    let asked = 0;
    const endpoint = await listen(() => {
      asked += 1;
    });
    const transport = createTransport({ endpoint, clock: virtualClock(), briefMs: 50 });
    const brief = { ...call, isBrief: true };
    await expect(transport.send(lease(), brief)).rejects.toMatchObject({ kind: 'timeout' });
    expect(asked).toBe(1);
    transport.close();
  });

  it('a call that comes to nothing holds up none of those that wait behind it', async () => {
    const transport = createTransport({
      endpoint: 'http://127.0.0.1:1',
      clock: virtualClock(),
      rates: { CloudFormation: { burst: 1, perSecond: 1 } },
    });
    const calls = Array.from({ length: 4 }, () => transport.send(lease(), call));
    const ends = await Promise.allSettled(calls);
    expect(ends.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    transport.close();
  });

  it('a server that is not there is unavailable', async () => {
    const transport = open('http://127.0.0.1:1');
    await expect(transport.send(lease(), call)).rejects.toMatchObject({ kind: 'unavailable' });
    transport.close();
  });

  it.each([
    ['text that is no XML', 200, 'nonsense', 'malformed-answer'],
    ['a page of a proxy', 502, '<html>bad gateway</html>', 'unavailable'],
  ])('%s is a Fault', async (_name, status, body, kind) => {
    const endpoint = await listen((_request, response) => response.writeHead(status).end(body));
    const transport = open(endpoint);
    const said: unknown = await transport.send(lease(), call).catch((fault: unknown) => fault);
    expect(said).toMatchObject({ kind });
    transport.close();
  });

  it('a denial in a language the client does not speak is a denial all the same', async () => {
    const xml = '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>';
    const endpoint = await listen((_request, response) => response.writeHead(403).end(xml));
    const transport = open(endpoint);
    const list = { ...call, client: 'DynamoDB', operation: 'ListTables' } as const;
    expect(await transport.send(lease(), list)).toMatchObject({
      ok: false,
      code: 'AccessDenied',
      httpStatus: 403,
    });
    transport.close();
  });

  it('only a server at plain HTTP, under a name of its own, may stand in for AWS', () => {
    const clock = virtualClock();
    const rows = [
      [undefined, true],
      ['https://cloudformation.us-east-1.amazonaws.com', true],
      ['https://vpce-0a1b.cloudformation.us-east-1.vpce.amazonaws.com', true],
      ['https://amazonaws.com.example.org', true],
      ['https://aws.corp.example', true],
      ['https://127.0.0.1:8443', true],
      ['http://cloudformation.us-east-1.amazonaws.com', true],
      ['http://cloudformation.us-east-1.amazonaws.com:8080/', true],
      ['http://cloudformation.us-east-1.api.aws', true],
      ['http://amazonaws.com.example.org', false],
      ['http://127.0.0.1:5000', false],
    ] as const;
    for (const [endpoint, expected] of rows) {
      const options = endpoint === undefined ? { clock } : { clock, endpoint };
      expect([endpoint, createTransport(options).isAws]).toEqual([endpoint, expected]);
    }
  });
});
