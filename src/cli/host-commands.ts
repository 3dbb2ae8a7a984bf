/** `micro-scrape host ...`: the commands, their options and their help. */
import { type Command, InvalidArgumentError } from 'commander';
import { example } from './commands.ts';
import type { HostOrder } from './host.ts';

export function registerHostCommands(program: Command): void {
  const host = program.command('host').description('which sites are waited for; leave one alone, go on, go slower');
  host
    .command('list')
    .description('sites with a line, a pause or a pace of their own')
    .addHelpText('after', example('npx micro-scrape host list'))
    .action(async (options: { json: boolean }) => {
      const { listHosts } = await import('./host.ts');
      process.exitCode = await listHosts(process.env, options);
    });
  host
    .command('pause')
    .description('leave a site alone; its vehicles wait, and nothing but this time or `resume` ends it')
    .argument('<host>', 'a host, or any address there', hostName)
    .option('--until <when>', 'a time such as 2027-03-01T08:00Z, or from now: 30min, 2h, 3d', moment)
    .option('--reason <text>', 'for whoever asks why')
    .addHelpText('after', example('npx micro-scrape host pause cars.example --until 2h --reason "as asked"'))
    .action((name: string, options: { until?: Date; reason?: string; json: boolean }) =>
      command({ do: 'pause', host: name, ...options }, options),
    );
  host
    .command('resume')
    .description('end every pause of a site, a person’s and our own; its line moves at its pace')
    .argument('<host>', 'a host, or any address there', hostName)
    .addHelpText('after', example('npx micro-scrape host resume cars.example'))
    .action((name: string, options: { json: boolean }) => command({ do: 'resume', host: name }, options));
  host
    .command('slow')
    .description('ask a site at most once in an interval, whatever it and the settings ask for')
    .argument('<host>', 'a host, or any address there', hostName)
    .argument('<interval>', 'such as 10s or 2min; off takes it back', interval)
    .addHelpText('after', example('npx micro-scrape host slow cars.example 10s'))
    .action((name: string, intervalMs: number | 'off', options: { json: boolean }) =>
      command({ do: 'slow', host: name, intervalMs: intervalMs === 'off' ? undefined : intervalMs }, options),
    );
}

async function command(order: HostOrder, options: { json: boolean }): Promise<void> {
  const { commandHost } = await import('./host.ts');
  process.exitCode = await commandHost(process.env, order, options);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** ms. */
function lengthOf(text: string): number | undefined {
  const [, figure, unit = ''] = /^(\d+(?:\.\d+)?) ?(ms|s|min|h|d)$/.exec(text) ?? [];
  const ms = UNITS[unit];
  return figure === undefined || ms === undefined ? undefined : Number(figure) * ms;
}

function hostName(text: string): string {
  if (!/^([a-z][a-z0-9+.-]*:\/\/)?[^\s/?#]+([/?#]|$)/i.test(text)) {
    throw new InvalidArgumentError('It must be a host such as cars.example, or an address there.');
  }
  return text;
}

function interval(text: string): number | 'off' {
  const ms = text === 'off' ? 'off' : lengthOf(text);
  if (ms === undefined || (ms !== 'off' && !(ms > 0 && ms <= 86_400_000))) {
    throw new InvalidArgumentError('It must be such as 500ms, 10s, 2min or 1h, a day at the most, or off.');
  }
  return ms;
}

function moment(text: string): Date {
  const ms = lengthOf(text);
  const at = ms === undefined ? new Date(text) : new Date(Date.now() + ms);
  if (!(at.getTime() > Date.now())) {
    throw new InvalidArgumentError('It must be a time to come, such as 2027-03-01T08:00Z, 30min, 2h or 3d.');
  }
  return at;
}
