/**
 * A loopback HTTP server that behaves as the worst upstreams do. Runs in Node beside the tests; a test gives an address
 * a script of replies over HTTP, the last of which repeats, and reads back what was asked and how much was sent.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Instead of `body`, for other charsets than UTF-8. */
  readonly base64?: string;
  readonly gzip?: boolean;
  /** Before the answer begins. */
  readonly delayMs?: number;
  /**
   * hang: never answers · mute: headers, then nothing · drip: a byte every few ms for ever · flood: bytes as fast as they
   * are taken, for ever · bomb: 64 MiB of spaces, gzipped · huge: 50 MiB with its length stated · reset: half the body,
   * then the connection breaks.
   */
  readonly behave?: 'hang' | 'mute' | 'drip' | 'flood' | 'bomb' | 'huge' | 'reset';
}

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes handed to the socket so far. */
  readonly sent: number;
  /** The client went away before the answer was whole. */
  readonly dropped: boolean;
}

interface Script {
  readonly replies: readonly Reply[];
  readonly asked: { headers: Record<string, string>; sent: number; dropped: boolean }[];
}

const MIB = 1024 * 1024;
/** Most bytes the server sends to a client that never gives up. */
const FLOOD_BYTES_MAX = 256 * MIB;
const BOMB = gzipSync(Buffer.alloc(64 * MIB, ' '));

export async function startUpstream(): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const scripts = new Map<string, Script>();
  const server = createServer((request, response) => {
    void answer(scripts, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(scripts: Map<string, Script>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (request.method === 'PUT') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    scripts.set(path, { replies: JSON.parse(Buffer.concat(chunks).toString()) as Reply[], asked: [] });
    response.end();
    return;
  }
  if (request.method === 'POST') {
    response.end(JSON.stringify(scripts.get(path)?.asked ?? []));
    return;
  }
  const script = scripts.get(path);
  const reply = script?.replies[Math.min(script.asked.length, script.replies.length - 1)];
  if (script === undefined || reply === undefined) {
    response.writeHead(404).end();
    return;
  }
  const asked: Script['asked'][number] = { headers: flat(request), sent: 0, dropped: false };
  script.asked.push(asked);
  response.on('close', () => {
    asked.dropped = !response.writableFinished;
  });
  setTimeout(() => {
    play(reply, response, (bytes) => {
      asked.sent += bytes;
    });
  }, reply.delayMs ?? 0);
}

function flat(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

function play(reply: Reply, response: ServerResponse, count: (bytes: number) => void): void {
  const { status = 200, behave } = reply;
  const headers = { 'content-type': 'application/rss+xml', ...reply.headers };
  const plain = reply.base64 === undefined ? Buffer.from(reply.body ?? '') : Buffer.from(reply.base64, 'base64');
  const send = (body: Buffer, extra: Record<string, string | number> = {}): void => {
    count(body.length);
    response.writeHead(status, { ...headers, 'content-length': body.length, ...extra }).end(body);
  };
  switch (behave) {
    case undefined:
      if (reply.gzip === true) send(gzipSync(plain), { 'content-encoding': 'gzip' });
      else send(plain);
      return;
    case 'hang':
      return;
    case 'mute':
      response.writeHead(status, headers).flushHeaders();
      return;
    case 'bomb':
      send(BOMB, { 'content-encoding': 'gzip' });
      return;
    case 'huge':
      send(Buffer.alloc(50 * MIB, ' '));
      return;
    case 'reset':
      response.writeHead(status, headers);
      count(plain.length >> 1);
      response.write(plain.subarray(0, plain.length >> 1), () => response.destroy());
      return;
    case 'drip': {
      response.writeHead(status, headers);
      const timer = setInterval(() => {
        count(1);
        response.write(' ');
      }, 5);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'flood': {
      response.writeHead(status, headers);
      const chunk = Buffer.alloc(64 * 1024, '<item>');
      let sent = 0;
      const pour = (): void => {
        while (!response.destroyed && sent < FLOOD_BYTES_MAX) {
          sent += chunk.length;
          count(chunk.length);
          if (!response.write(chunk)) {
            response.once('drain', pour);
            return;
          }
        }
      };
      pour();
    }
  }
}
