/**
 * Does what a Dockerfile says without Docker: each stage is a folder, each path in the image lies below it.
 * Invariant: nothing of the project is in the folder but what COPY and .dockerignore let in.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { type Instruction, parseDockerfile } from './dockerfile.ts';

const run = promisify(execFile);

/** The user `node` of the official image. */
export const NODE_USER = 1000;

export interface Image {
  /** Folder that stands for `/` of the last stage. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly instructions: readonly Instruction[];
}

/**
 * `context`: paths below `project` that the build sees. `environment`: for RUN; must lead to node and npm.
 * Only the last stage's settings are returned.
 */
export async function replay(options: {
  dockerfile: string;
  project: string;
  context: readonly string[];
  directory: string;
  environment: NodeJS.ProcessEnv;
}): Promise<Image> {
  const stages = new Map<string, string>();
  let stage = { root: '', workdir: '/', env: {} as Record<string, string>, user: undefined as string | undefined };
  const instructions: Instruction[] = [];
  const inStage = (path: string) => join(stage.root, posix.resolve(stage.workdir, path));

  for (const instruction of parseDockerfile(options.dockerfile)) {
    const { name, flags, rest } = instruction;
    instructions.push(instruction);
    if (name === 'FROM') {
      const [image = '', , alias = `stage-${stages.size}`] = rest.split(/\s+/);
      if (!/^node:24-/.test(image)) throw new Error(`not an image this replay stands for: ${image}`);
      stage = { root: join(options.directory, alias), workdir: '/', env: {}, user: undefined };
      stages.set(alias, stage.root);
      instructions.splice(0, instructions.length, instruction);
      await mkdir(stage.root);
    } else if (name === 'WORKDIR') {
      stage.workdir = posix.resolve(stage.workdir, rest);
      await mkdir(inStage('.'), { recursive: true });
    } else if (name === 'ENV') {
      for (const [, key = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[key] = value;
    } else if (name === 'USER') {
      stage.user = rest;
    } else if (name === 'RUN') {
      // The user exists in the image only; its number does everywhere.
      const command = rest.replaceAll('node:node', `${NODE_USER}:${NODE_USER}`);
      const env = { ...options.environment, ...stage.env };
      await run('sh', ['-ec', command], { cwd: inStage('.'), env, timeout: 90_000, maxBuffer: 16 * 1024 * 1024 });
    } else if (name === 'COPY') {
      const paths = rest.split(/\s+/);
      const target = paths.pop() ?? '';
      const into = target.endsWith('/');
      for (const source of paths) {
        const destination = inStage(into ? join(target, posix.basename(source)) : target);
        const from = flags.from === undefined ? undefined : stages.get(flags.from);
        if (flags.from !== undefined && from === undefined) throw new Error(`no stage ${flags.from}`);
        if (from !== undefined) await cp(join(from, source), destination, { recursive: true, verbatimSymlinks: true });
        else await copyFromContext(options, source, destination);
      }
    }
  }
  return { ...stage, instructions };
}

async function copyFromContext(
  { project, context }: { project: string; context: readonly string[] },
  source: string,
  destination: string,
): Promise<void> {
  const isFolder = (await stat(join(project, source))).isDirectory();
  const files = isFolder
    ? context.filter((path) => path.startsWith(`${source}/`))
    : context.filter((path) => path === source);
  if (files.length === 0) throw new Error(`.dockerignore leaves nothing of ${source}`);
  for (const path of files) {
    const to = isFolder ? join(destination, path.slice(source.length + 1)) : destination;
    await mkdir(dirname(to), { recursive: true });
    await cp(join(project, path), to);
  }
}
