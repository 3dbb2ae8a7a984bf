import { open } from 'node:fs/promises';

/** Makes what was created, renamed or removed in it outlast a power failure. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory and makes renames durable by itself.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
