import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WEBHOOK_PATH } from '../../src/app/webhook.ts';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';
import { BUCKET } from './props.ts';

const MB = 1024 * 1024;
const PATIENCE = { headMs: 200, wholeMs: 400, bodyMs: 200 };

const sockets: Socket[] = [];
const companies: Company[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const company of companies.splice(0)) await company.close();
});

const open = async (options: CompanyOptions = {}): Promise<Company> => {
  const company = await openCompany(options);
  companies.push(company);
  return company;
};

/** What a client got, and that the server let go of it although the client holds on. */
interface Dialled {
  readonly socket: Socket;
  readonly answered: Promise<string>;
  readonly letGo: Promise<void>;
}

/** A client that never closes its own half, whatever the server does. */
const dial = ({ url }: Company): Dialled => {
  const port = Number(new URL(url).port);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  sockets.push(socket);
  const answered = new Promise<string>((resolve) => {
    socket.once('data', (data) => resolve(data.toString()));
  });
  // Writing on is how a client learns that nobody is there any more: the system says reset.
  const letGo = new Promise<void>((resolve) => {
    socket.on('error', () => undefined).once('close', () => resolve());
    socket.once('end', () => {
      const on = (): void => {
        if (socket.destroyed) return;
        socket.write('x: y\r\n');
        setImmediate(on);
      };
      on();
    });
  });
  return { socket, answered, letGo };
};

/** A head that is good as far as it goes; nothing of it says that the sender is not GitHub. */
const head = (...more: readonly string[]): string =>
  [
    `POST ${WEBHOOK_PATH} HTTP/1.1`,
    'host: here',
    'content-type: application/json',
    'x-github-event: issues',
    'x-github-delivery: slow',
    `x-hub-signature-256: sha256=${'0'.repeat(64)}`,
    ...more,
  ].join('\r\n');

const isStored = async ({ opened }: Company): Promise<boolean> =>
  (await opened.store.listKnownGuids(['slow'])).size > 0;

/** The door still opens for GitHub itself. */
const expectOpenDoor = async (company: Company): Promise<void> => {
  const { webhooks } = await company.github.openIssue('requester', {
    ...BUCKET,
    labels: ['aws-task'],
  });
  expect(new Set(await company.deliver(webhooks))).toEqual(new Set([202]));
};

describe('slow and boundless clients, against the running application', () => {
  it('A78 a hundred heads that never end are given up, and hold nothing', async () => {
    const company = await open({ patience: PATIENCE });
    const all = Array.from({ length: 100 }, () => dial(company));
    for (const { socket } of all) socket.write(head());
    await expectOpenDoor(company);
    for (const { answered } of all) expect(await answered).toMatch(/^HTTP\/1\.1 408 /);
    await Promise.all(all.map(({ letGo }) => letGo));
    expect(await isStored(company)).toBe(false);
  });

  it('A78 a client that says nothing at all is given up', async () => {
    const company = await open({ patience: PATIENCE });
    const { answered, letGo } = dial(company);
    expect(await answered).toMatch(/^HTTP\/1\.1 408 /);
    await letGo;
  });

  it('A78 a body that trickles is given up as a whole, however alive it looks', async () => {
    const company = await open({ patience: PATIENCE });
    const { socket, answered } = dial(company);
    socket.write(`${head('content-length: 20000000')}\r\n\r\n{`);
    const trickle = (): void => {
      if (socket.destroyed) return;
      socket.write(' ');
      setImmediate(trickle);
    };
    trickle();
    expect(await answered).toMatch(/^HTTP\/1\.1 408 /);
    await expectOpenDoor(company);
    expect(await isStored(company)).toBe(false);
  });

  it('A78 a body that says it is over 25 MB is 413 before a byte of it is read', async () => {
    const company = await open();
    const { socket, answered } = dial(company);
    socket.write(`${head(`content-length: ${25 * MB + 1}`)}\r\n\r\n`);
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
    await expectOpenDoor(company);
  });

  it('A78 a body that does not say how long it is, is 413 at the first byte over 25 MB', async () => {
    const company = await open();
    const { socket, answered } = dial(company);
    socket.write(`${head('transfer-encoding: chunked')}\r\n\r\n`);
    const chunk = `${MB.toString(16)}\r\n${'x'.repeat(MB)}\r\n`;
    for (let sent = 0; sent < 26; sent += 1) socket.write(chunk);
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
    expect(await isStored(company)).toBe(false);
    await expectOpenDoor(company);
  });

  it('A78 a signed body of nearly 25 MB is taken', async () => {
    const company = await open();
    const body = JSON.stringify({ action: 'opened', pad: 'x'.repeat(25 * MB - 100) });
    const secret = company.github.webhookSecret;
    const hash = createHmac('sha256', secret).update(body).digest('hex');
    const response = await fetch(`${company.url}${WEBHOOK_PATH}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'issues',
        'x-github-delivery': 'large',
        'x-hub-signature-256': `sha256=${hash}`,
      },
    });
    expect(response.status).toBe(202);
  });

  it('A78 while a job hangs on AWS, what comes in is acknowledged at once', async () => {
    let goOn: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const company = await open({
      intercept: async (_, send) => {
        begin();
        await hung;
        return send();
      },
    });
    const opened = await company.github.openIssue('requester', { ...BUCKET, labels: ['aws-task'] });
    await company.deliver(opened.webhooks);
    const working = company.settle();
    await begun;
    const said = await company.github.comment('requester', opened.number, '/status');
    // The acknowledgement comes although the job that hangs has not moved: it is still hanging.
    expect(await company.deliver(said.webhooks)).toEqual([202]);
    const guids = said.webhooks.map(({ guid }) => guid);
    expect((await company.opened.store.listKnownGuids(guids)).size).toBe(1);
    goOn();
    await working;
    await company.settle();
    const bodies = await company.github.listComments(opened.number);
    expect(bodies.some(({ body }) => /^## Plan /m.test(body))).toBe(true);
  });
});
