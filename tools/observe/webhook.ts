/** What Alertmanager tells: a receiver on 127.0.0.1 that hands on each notification. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Server } from './programs.ts';

const labels = z.record(z.string(), z.string());
const alert = z.object({ status: z.enum(['firing', 'resolved']), labels, annotations: labels, startsAt: z.string() });
const notification = z.object({ receiver: z.string(), alerts: z.array(alert) });

export type Told = z.infer<typeof alert> & { readonly receiver: string };

/** `onAlert` gets every alert of every notification; one that repeats comes again. */
export async function startWebhook(onAlert: (told: Told) => void): Promise<Server> {
  const server = createServer((request, response) => {
    json(request)
      .then((body) => {
        const { receiver, alerts } = notification.parse(body);
        for (const each of alerts) onAlert({ ...each, receiver });
      })
      .then(
        () => response.end(),
        (error: unknown) => response.writeHead(400).end(String(error)),
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
