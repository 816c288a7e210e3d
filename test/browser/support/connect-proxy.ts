import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ConnectProxy {
  port: number;
  /** Hosts that were asked for and refused: what a browser wants on its own, and what a product must not call. */
  refused: Set<string>;
  close(): Promise<void>;
}

/**
 * A proxy that leads the names of the emulators to their one local port, and nothing anywhere else: Firefox, unlike
 * Chromium, cannot be told to look for a name at another address and port.
 */
export async function startConnectProxy(leads: (hostname: string) => boolean, to: number): Promise<ConnectProxy> {
  const refused = new Set<string>();
  const open = new Set<Duplex>();
  const keep = <Kind extends Duplex>(socket: Kind): Kind => {
    open.add(socket);
    // A browser drops connections whenever it likes; that is no error of the test.
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    return socket;
  };

  // Plain requests come here as such; only tunnels lead anywhere.
  const server = createServer((request, response) => {
    refused.add(request.headers.host ?? '');
    response.writeHead(403).end();
  });
  server.on('connection', (socket: Socket) => keep(socket));
  server.on('connect', (request, client: Duplex, head: Buffer) => {
    const hostname = (request.url ?? '').replace(/:\d+$/, '');
    if (!leads(hostname)) {
      refused.add(hostname);
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const emulator = keep(connect(to, '127.0.0.1'));
    emulator.on('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) emulator.write(head);
      emulator.pipe(client);
      client.pipe(emulator);
    });
    emulator.on('close', () => client.destroy());
    client.on('close', () => emulator.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
