import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { generate } from 'selfsigned';
import { ConnectionDropped } from './faults';
import type { Emulator } from './emulator';

export interface RunningServers {
  port: number;
  /** What Chromium needs to reach the emulators under their real names. */
  chromiumArguments: string[];
  /** The server's own certificate (PEM), for a client that wants to check it. */
  certificate: string;
  close(): Promise<void>;
}

const exactOnline = ['nl', 'be', 'de', 'co.uk', 'com', 'es', 'fr'].map((country) => `start.exactonline.${country}`);
const quickBooksOnline = [
  'appcenter', 'oauth.platform', 'developer.api', 'accounts.platform', 'sandbox-accounts.platform', 'quickbooks.api', 'sandbox-quickbooks.api', 'app.qbo', 'app.sandbox.qbo',
].map((name) => `${name}.intuit.com`);
const patterns = ['*.scoro.com', ...exactOnline, ...quickBooksOnline, '*.chat.example'];

/** SHA-1, the generator's default, is refused by present TLS clients. */
const certify = () =>
  generate([{ name: 'commonName', value: 'ledgerbar emulators' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: patterns.map((value) => ({ type: 2 as const, value })) },
    ],
  });

/** Node's requests for one emulator. A dropped connection is cut without a single byte of an answer. */
function listenerOf(emulator: Emulator) {
  return getRequestListener(
    async (request, env) => {
      try {
        return await emulator.app.fetch(request);
      } catch (error) {
        if (error instanceof ConnectionDropped) (env as HttpBindings).outgoing.socket?.destroy();
        throw error;
      }
    },
    {
      overrideGlobalObjects: false,
      errorHandler: (error) => {
        if (error instanceof ConnectionDropped) return undefined;
        console.error(error);
        return new Response('The emulator failed', { status: 500 });
      },
    },
  );
}

/** One HTTPS server for all emulators, told apart by host name. Port 0 takes a free one. */
export async function startServers(emulators: readonly Emulator[], port = 0): Promise<RunningServers> {
  const certificate = await certify();
  const listeners = new Map(emulators.map((emulator) => [emulator, listenerOf(emulator)]));
  const server: Server = createServer({ key: certificate.private, cert: certificate.cert }, (incoming, outgoing) => {
    const hostname = (incoming.headers.host ?? '').replace(/:\d+$/, '');
    const emulator = emulators.find((candidate) => candidate.answersTo(hostname));
    const listener = emulator && listeners.get(emulator);
    if (!listener) {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end(`Nothing is emulated under ${hostname}`);
      return;
    }
    void listener(incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  const map = patterns.map((pattern) => `MAP ${pattern} 127.0.0.1:${actual}`).join(', ');
  return {
    port: actual,
    chromiumArguments: [`--host-resolver-rules=${map}`, '--ignore-certificate-errors'],
    certificate: certificate.cert,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
