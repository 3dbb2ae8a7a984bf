/** The worker thread's side of page-reader.ts. */
import { readPage } from './read-page.ts';

export default readPage;
