/** `micro-scrape host`: which sites are waited for, and a person's own word on them. */

import { withDatabase } from '../app/with-database.ts';
import { type Environment, readConfig } from '../config.ts';
import { findSites, pauseHost, resumeHost, type Site, slowHost } from '../database/statements/sites.ts';
import { duration, shortened, untilThen } from '../terminal/format.ts';
import { print, printJson, printTable } from '../terminal/output.ts';

const MOST = 100;

export type HostOrder =
  | { readonly do: 'pause'; readonly host: string; readonly until?: Date; readonly reason?: string }
  | { readonly do: 'resume'; readonly host: string }
  | { readonly do: 'slow'; readonly host: string; readonly intervalMs: number | undefined };

export async function listHosts(env: Environment, { json }: { json: boolean }): Promise<number> {
  const hosts = await withDatabase(readConfig(env), (pool) => findSites(pool, MOST));
  if (json) {
    printJson({ hosts });
  } else if (hosts.length === 0) {
    print('No host is waited for, paused or slowed.');
  } else {
    const now = new Date();
    printTable(
      ['host', 'waiting', 'pace', 'next', 'why'],
      hosts.map((host) => row(host, now)),
    );
  }
  return 0;
}

export async function commandHost(env: Environment, order: HostOrder, { json }: { json: boolean }): Promise<number> {
  const host = await withDatabase(readConfig(env), (pool) => {
    switch (order.do) {
      case 'pause':
        return pauseHost(pool, { host: order.host, until: order.until, reason: order.reason });
      case 'resume':
        return resumeHost(pool, order.host);
      case 'slow':
        return slowHost(pool, order.host, order.intervalMs);
    }
  });
  if (json) {
    printJson({ ...order, host });
  } else {
    print(said(order, host));
  }
  return 0;
}

function said(order: HostOrder, host: string): string {
  switch (order.do) {
    case 'pause':
      return `${host} is left alone ${order.until === undefined ? 'until it is resumed' : `until ${order.until.toISOString()}`}`;
    case 'resume':
      return `${host} is visited again, at its pace`;
    case 'slow':
      return order.intervalMs === undefined
        ? `${host} is visited at the pace that it and the settings ask for`
        : `${host} is asked at most once in ${duration(order.intervalMs / 1000)}`;
  }
}

function row(host: Site, now: Date): string[] {
  const next = host.opens_at === null ? (host.held ? 'when it is resumed' : 'now') : untilThen(host.opens_at, now);
  return [
    host.host,
    host.waiting.toLocaleString('en-US'),
    host.interval_ms === 0 ? 'any' : duration(host.interval_ms / 1000),
    next,
    shortened(host.says ?? (host.slow_ms === null ? 'its pace' : 'its pace, by hand'), 160),
  ];
}
