/** The worker thread's side of page-reader.ts. */
import { keepCompiled } from '../compiled.ts';

export default (await keepCompiled(() => import('./read-page.ts'))).readPage;
