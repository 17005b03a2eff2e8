/**
 * A thread that answers as S3 does, says whose call each was by its signature, and begins to
 * answer once so many were open together. In a thread of its own, since it must accept a crowd while others call.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What it is told. */
export interface CrowdOrder {
  /** Open calls from which on, and for good, all are answered. */
  readonly until: number;
  /** Answers so, and at once, in the place of an echo. */
  readonly refusal?: string;
}

const SCOPE = /Credential=AKIA(\d{12})\/\d{8}\/([\w-]+)\//;
const { until, refusal } = workerData as CrowdOrder;

let most = 0;
let waiting: (() => void)[] = [];

const echo = (request: IncomingMessage, response: ServerResponse): void => {
  const [, account, region] = SCOPE.exec(request.headers.authorization ?? '') ?? [];
  const [, bucket] = new URL(request.url ?? '', 'http://loopback').pathname.split('/');
  const whose = `${account} ${region} ${bucket}`;
  response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(
      `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${whose}</LocationConstraint>`,
    );
};

const server = createServer((request, response) => {
  if (refusal !== undefined) {
    response.writeHead(503).end(refusal);
    return;
  }
  waiting.push(() => echo(request, response));
  if (waiting.length > most) {
    most = waiting.length;
    parentPort?.postMessage({ most });
  }
  if (most < until) return;
  const all = waiting;
  waiting = [];
  for (const one of all) one();
});

server.listen(0, '127.0.0.1', 4096, () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});
