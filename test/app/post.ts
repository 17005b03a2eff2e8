import { createHmac } from 'node:crypto';
import { request } from 'node:http';

export const SECRET = 'a-secret-only-for-this-test';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The signature GitHub would send for these bytes. */
export const sign = (body: string | Buffer, secret = SECRET, algorithm = 'sha256'): string =>
  `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;

export interface Sent {
  readonly url: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly method?: string;
  readonly path?: string;
}

/** Posts like GitHub does; a header of undefined is left out. */
export const post = ({ url, body, headers = {}, method = 'POST', path }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const all = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'x-github-event': 'issue_comment',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': sign(body),
      ...headers,
    };
    const given = Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const target = new URL(path ?? '/api/github/webhooks', url);
    const sent = request(target, { method, headers: given }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
