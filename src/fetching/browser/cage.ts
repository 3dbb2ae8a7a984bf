/**
 * How Chromium is started, so that a stranger's page in it finds nothing and leaves nothing.
 * Invariant: it gets no variable of ours and no folder but its own, resolves no name, and what it asks for by itself goes
 * to a proxy that is not there.
 */
import { access, constants, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning } from '../../runtime/is-running.ts';

/** Nobody listens at the port for discarding. */
export const NO_PROXY = 'http://127.0.0.1:9';
const FOLDER = 'micro-scrape-browser-';

const FEATURES_OFF = [
  'Prerender2',
  'SpeculationRulesPrefetchFuture',
  'BackForwardCache',
  'DialMediaRouteProvider',
  'MediaRouter',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'Translate',
  'InterestFeedContentSuggestions',
  'CertificateTransparencyComponentUpdater',
  'AutofillServerCommunication',
  'PreconnectToSearch',
  'NetworkTimeServiceQuerying',
  'WebTransport',
  'AcceptCHFrame',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
];

export function flagsOf(cage: { readonly folder: string; readonly sandbox: boolean }): string[] {
  return [
    '--headless=new',
    // It ends by itself when the pipe does, also when the daemon was killed.
    '--remote-debugging-pipe',
    `--user-data-dir=${cage.folder}`,
    `--proxy-server=${NO_PROXY}`,
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic',
    '--dns-prefetch-disable',
    '--no-pings',
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-service-autorun',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-domain-reliability',
    '--disable-extensions',
    `--disable-features=${FEATURES_OFF.join(',')}`,
    '--disable-gpu',
    '--disable-notifications',
    '--disable-prompt-on-repost',
    '--disable-remote-fonts',
    '--disable-search-engine-choice-screen',
    '--disable-speech-api',
    '--disable-sync',
    '--autoplay-policy=user-gesture-required',
    '--block-new-web-contents',
    '--deny-permission-prompts',
    '--metrics-recording-only',
    '--mute-audio',
    '--password-store=basic',
    '--use-mock-keychain',
    '--js-flags=--max-old-space-size=384',
    ...(cage.sandbox ? [] : ['--no-sandbox']),
  ];
}

/** The whole environment of the browser. */
export function environmentOf(folder: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', TZ: 'UTC' };
}

/** Why this browser cannot be started at all, in words that tell what to do; undefined: nothing stands against it. */
export async function whyNot(settings: {
  readonly path: string;
  readonly sandbox: boolean;
}): Promise<string | undefined> {
  try {
    await access(settings.path, constants.X_OK);
  } catch {
    return `BROWSER_PATH: ${settings.path} is no program that this user may start`;
  }
  return settings.sandbox && process.getuid?.() === 0
    ? 'Chromium has no sandbox when root starts it: run as another user, or set BROWSER_SANDBOX=off where a container is the sandbox'
    : undefined;
}

/** A folder for one browser, named by the daemon that owns it. */
export async function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), `${FOLDER}${process.pid}-`));
}

/** For whoever finds the folder when its daemon is dead. */
export async function noteProcess(folder: string, pid: number): Promise<void> {
  await writeFile(path.join(folder, 'process'), String(pid));
}

/** Takes away what daemons that were killed have left: folders, and browsers that hung too fast to end with them. */
export async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = /^micro-scrape-browser-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const folder = path.join(tmpdir(), name);
    const pid = Number(await readFile(path.join(folder, 'process'), 'utf8').catch(() => ''));
    const command = pid > 1 ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
    // A number may be another process's by now.
    if (command.includes(folder)) killGroup(pid);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** Every process that the browser has started. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
