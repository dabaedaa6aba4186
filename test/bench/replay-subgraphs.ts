// Stand-ins for the subgraphs: each passes a request on once and from then on replays the recorded answer, so that
// a measurement sees the gateway and not what lies behind it. Run as a process: node replay-subgraphs.ts URL...
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const PASSED_ON = ['content-type', 'x-rapport-statement', 'traceparent'];

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const passOn = async (url: string, request: IncomingMessage, body: string): Promise<string> => {
  const headers = Object.fromEntries(PASSED_ON.map((name) => [name, String(request.headers[name] ?? '')]));
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(10_000),
  });
  return response.text();
};

const standInFor = (url: string): Promise<number> => {
  const recorded = new Map<string, string>();
  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const answer = recorded.get(body) ?? (await passOn(url, request, body));
      recorded.set(body, answer);
      response.setHeader('content-type', 'application/json').end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
};

const ports = await Promise.all(process.argv.slice(2).map(standInFor));
process.stdout.write(`${JSON.stringify(ports)}\n`);
