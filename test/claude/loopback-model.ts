import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived at the provider. */
export interface Arrived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server always says: an answer of the form of the job `propose-lesson`. */
export const LESSON = { summary: 'Nothing.', advice: [] };

/** A server that keeps every request byte for byte and answers the lesson in the provider's form. */
export const startLoopbackModel = async (): Promise<{
  readonly url: string;
  readonly arrived: readonly Arrived[];
  readonly stop: () => Promise<void>;
}> => {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      arrived.push({ path: request.url ?? '', headers: request.headers, body });
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [{ type: 'text', text: JSON.stringify(LESSON) }],
          stop_reason: 'end_turn',
          stop_sequence: null,
          usage: {
            input_tokens: 7,
            output_tokens: 2,
            cache_read_input_tokens: 5,
            cache_creation_input_tokens: 3,
          },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
};
