/** The worker thread's side of vin-decoder.ts: one open file a thread, opened with the first VIN. */
import { withCompileCache } from '../../runtime/compile-cache.ts';
import { vpicFile } from './vpic-file.ts';
import type { DecodedVin, Vpic as OpenVpic } from './vpic-lookup.ts';

const { Vpic } = await withCompileCache(() => import('./vpic-lookup.ts'));

let vpic: Promise<OpenVpic> | undefined;

export default async function decode({ vin, directory }: VinJob): Promise<DecodedVin | undefined> {
  vpic ??= vpicFile(directory).then((file) => new Vpic(file));
  const opening = vpic;
  try {
    return (await opening).decode(vin);
  } catch (error) {
    // A full disk may have room later: the next VIN tries again.
    vpic = undefined;
    opening.then((open) => open.close()).catch(() => undefined);
    throw error;
  }
}

export interface VinJob {
  readonly vin: string;
  readonly directory: string | undefined;
}
